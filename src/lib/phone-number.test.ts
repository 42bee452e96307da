import { expect, it } from 'vitest'
import { readPhoneNumber, spokenPhoneNumber } from './phone-number.ts'

it.each([
  ['5551234567', 'US', '+15551234567', '5 5 5, 1 2 3, 4 5 6 7'],
  ['(555) 012-3456', 'US', '+15550123456', '5 5 5, 0 1 2, 3 4 5 6'],
  ['1 415 555 2671', 'us', '+14155552671', '4 1 5, 5 5 5, 2 6 7 1'],
  ['011 44 20 7946 0958', 'US', '+442079460958', 'plus 4 4, 2 0, 7 9 4 6, 0 9 5 8'],
  ['020 7946 0958', 'GB', '+442079460958', '0 2 0, 7 9 4 6, 0 9 5 8'],
  ['+49 30 901820', 'US', '+4930901820', 'plus 4 9, 3 0, 9 0 1 8 2 0'],
])('reads %s in %s as %s and says it in groups', (text, country, e164, spoken) => {
  expect(readPhoneNumber(text, country)).toBe(e164)
  expect(spokenPhoneNumber(e164, country)).toBe(spoken)
})

it.each([
  '',
  '12',
  '555 0123',
  '0000000000',
  '1112223333',
  '55512345678901234',
  'anonymous',
  '2025550123 ext 9',
])('refuses "%s"', (text) => {
  expect(readPhoneNumber(text, 'US')).toBeUndefined()
})

it('reads only full international numbers where the country is unknown', () => {
  expect(readPhoneNumber('2025550123', 'Atlantis')).toBeUndefined()
  expect(readPhoneNumber('+12025550123', 'Atlantis')).toBe('+12025550123')
})

it('says digit by digit what is no number', () => {
  expect(spokenPhoneNumber('55-1', 'US')).toBe('5 5 1')
})
