import { expect, it } from 'vitest'
import { createRestartPauses } from './restart-pauses.ts'

function restarts(livedMs: readonly number[]): number[] {
  let nowMs = 0
  const pauses = createRestartPauses({
    quickMs: 10_000,
    pausesMs: [0, 250, 5000],
    monotonicMs: () => nowMs,
  })
  return livedMs.map((lifeMs) => {
    pauses.started()
    nowMs += lifeMs
    return pauses.ended()
  })
}

it('starts a program again at once when it ended after a long life', () => {
  expect(restarts([60_000, 60_000, 60_000])).toEqual([0, 0, 0])
})

it('waits longer and longer while a program keeps ending soon, up to a limit', () => {
  expect(restarts([100, 100, 100, 100])).toEqual([0, 250, 5000, 5000])
})

it('forgives after a long life', () => {
  expect(restarts([100, 100, 60_000, 100])).toEqual([0, 250, 0, 250])
})
