import { describe, expect, it } from 'vitest'
import { readOrdinaryNumber } from './ordinary-number.ts'

describe('a number that an owner wrote down', () => {
  it.each([
    ['+1 (212) 555-7890', 'US', '+12125557890'],
    ['020 7946 0000', 'GB', '+442079460000'],
    ['+442079460000', 'US', '+442079460000'],
    ['+15550100201', 'US', '+15550100201'],
  ])('%s is read, in any country: %s, %s', (written, homeCountry, e164) => {
    expect(readOrdinaryNumber(written, { homeCountry })).toBe(e164)
  })

  it.each(['extension 12', '911', '+19005557890', '+447012345678', '+881612345678', '+1212'])(
    '%s is left out',
    (written) => {
      expect(readOrdinaryNumber(written, { homeCountry: 'US' })).toBeUndefined()
    },
  )
})
