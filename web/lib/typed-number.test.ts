import { describe, expect, it } from 'vitest'
import { typedNumber } from './typed-number.ts'

describe('a number that somebody types', () => {
  it.each([
    ['+1 (555) 010-0199', '+15550100199'],
    ['0044 20 7183 8750', '+442071838750'],
    ['+49.30/901820', '+4930901820'],
  ])('is understood: %s', (typed, number) => {
    expect(typedNumber(typed)).toBe(number)
  })

  it.each(['', 'Maria', '555 0100', '+0123456789', '+1234', '+1555010019912345678', '+1555x100'])(
    'is none: %j',
    (typed) => {
      expect(typedNumber(typed)).toBeUndefined()
    },
  )
})
