import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FrameClock } from './frame-clock.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('every caller sends fifty frames a second, each at moments of its own', () => {
  const clock = new FrameClock(() => performance.now())
  const beganMs = performance.now()
  const ticks = Array.from({ length: 4 }, () => [] as number[])
  for (const moments of ticks) clock.add({ tick: (atMs) => moments.push(atMs - beganMs) })
  vi.advanceTimersByTime(1_000)
  expect(ticks.map(({ length }) => length)).toEqual([51, 50, 50, 50])
  expect(new Set(ticks.map(([first]) => first)).size).toBe(4)
})

it('a frame that is late is made up for, and known to be late', () => {
  let nowMs = 0
  const clock = new FrameClock(() => nowMs)
  const late: number[] = []
  const ticking = { tick: (_: number, lateMs: number) => late.push(lateMs) }
  clock.add(ticking)
  nowMs = 45
  vi.advanceTimersByTime(1)
  expect(late).toEqual([45, 25, 5])
  clock.remove(ticking)
  nowMs = 1_000
  vi.advanceTimersByTime(1_000)
  expect(late).toHaveLength(3)
  expect(vi.getTimerCount()).toBe(0)
})
