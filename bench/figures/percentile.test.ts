import { expect, it } from 'vitest'
import { median, percentile } from './percentile.ts'

it('the middle of several runs is none of the extremes, also of two', () => {
  expect(median([9, 1, 2])).toBe(2)
  expect(median([1, 3])).toBe(2)
  expect(median([undefined, 4, undefined])).toBe(4)
  expect(median([])).toBeUndefined()
})

it('a percentile is a value that was really measured', () => {
  const values = Array.from({ length: 100 }, (_, at) => 100 - at)
  expect([0.5, 0.99].map((share) => percentile(values, share))).toEqual([51, 100])
  expect(percentile([7], 0.99)).toBe(7)
  expect(percentile([], 0.5)).toBeUndefined()
})
