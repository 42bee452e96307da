import { expect, it } from 'vitest'
import { spokenDate, spokenDigits, spokenList, spokenTime } from './spoken-english.ts'

it.each([
  [9, 0, '9 a.m.'],
  [17, 30, '5:30 p.m.'],
  [12, 0, 'noon'],
  [12, 5, '12:05 p.m.'],
  [0, 0, 'midnight'],
  [0, 30, '12:30 a.m.'],
])('says %i:%i as %s', (hour, minute, spoken) => {
  expect(spokenTime({ hour, minute })).toBe(spoken)
})

it('says a date with its weekday', () => {
  expect(spokenDate({ dayOfWeek: 5, month: 6, day: 5 })).toBe('Friday, June 5')
})

it('says digits one by one, and several things with an and', () => {
  expect(spokenDigits('055')).toBe('0 5 5')
  expect(spokenList([])).toBe('')
  expect(spokenList(['one'])).toBe('one')
  expect(spokenList(['one', 'two', 'three'])).toBe('one, two and three')
})
