import { expect, it } from 'vitest'
import { countOf, noCounts, percentileOf, shareBeyond, Tally } from './tally.ts'

function tallied(...values: readonly number[]) {
  const tally = new Tally()
  for (const value of values) tally.add(value)
  return tally.counts()
}

it('a tally tells the percentiles of what it counted, up to a hundredth of a millisecond', () => {
  const counts = tallied(...Array.from({ length: 100 }, (_, at) => (100 - at) / 10))
  expect(countOf(counts)).toBe(100)
  expect(percentileOf(counts, 0.5)).toBeCloseTo(5.1, 1)
  expect(percentileOf(counts, 0.99)).toBeCloseTo(10, 1)
  expect(percentileOf(noCounts, 0.5)).toBeUndefined()
})

it('a tally keeps also what took longer than its steps reach, and what seems to have come too early', () => {
  const counts = tallied(-0.001, 0.5, 350, 120)
  expect(percentileOf(counts, 0)).toBeCloseTo(0.01)
  expect(percentileOf(counts, 0.5)).toBe(120)
  expect(percentileOf(counts, 0.99)).toBe(350)
})

it('a tally tells which share took too long', () => {
  expect(shareBeyond(tallied(1, 19.99, 20.01, 500), 20)).toBe(0.5)
  expect(shareBeyond(noCounts, 20)).toBeUndefined()
})
