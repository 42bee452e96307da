import { describe, expect, it } from 'vitest'
import type { Clock } from '../clock.ts'
import { createSteppedClock } from '../stepped-clock.ts'
import { createMediaTicker } from './media-ticker.ts'

describe('the beat of media streams', () => {
  it('comes every 20 ms, from 20 ms after the start', async () => {
    const clock = createSteppedClock()
    const ticker = createMediaTicker(clock)
    const dues: number[] = []
    await clock.advance(100)
    ticker.start({ tick: (atMs) => dues.push(atMs) })
    await clock.advance(100)
    expect(dues).toEqual([120, 140, 160, 180, 200])
  })

  it('comes at the same pace to all, and at moments of their own', async () => {
    const clock = createSteppedClock()
    const ticker = createMediaTicker(clock)
    const dues: string[] = []
    ticker.start({ tick: (atMs) => dues.push(`first ${atMs}`) })
    await clock.advance(12)
    ticker.start({ tick: (atMs) => dues.push(`second ${atMs}`) })
    await clock.advance(48)
    expect(dues).toEqual(['first 20', 'second 35', 'first 40', 'second 55', 'first 60'])
  })

  it('does not come to a stream that has stopped, and rests with the last', async () => {
    const clock = createSteppedClock()
    const ticker = createMediaTicker(clock)
    const dues: number[] = []
    const first = ticker.start({ tick: (atMs) => dues.push(atMs) })
    await clock.advance(40)
    first.stop()
    await clock.advance(60)
    expect(dues).toEqual([20, 40])
    ticker.start({ tick: (atMs) => dues.push(atMs) })
    await clock.advance(40)
    expect(dues).toEqual([20, 40, 120, 140])
    expect(ticker.lateness).toEqual({ ticks: 4, lateTicks: 0, worstMs: 0, lostTicks: 0 })
  })

  it('tells when it comes next, so exactly that a clock moved to it has ticked', async () => {
    const clock = createSteppedClock()
    const ticker = createMediaTicker(clock)
    await clock.advance(1000 / 3)
    let ticks = 0
    const stream = ticker.start({ tick: () => (ticks += 1) })
    for (let count = 1; count <= 50; count += 1) {
      await clock.advanceTo(stream.nextDueMs())
      expect(ticks).toBe(count)
    }
  })

  it('does not drift, however late the timers are, and makes up for what they missed', () => {
    const clock = lateClock()
    const ticker = createMediaTicker(clock)
    const dues: number[] = []
    ticker.start({ tick: (atMs) => dues.push(atMs) })
    for (const lateMs of [3, 7, 1, 95, 2]) clock.runNext(lateMs)
    expect(dues).toEqual([20, 40, 60, 80, 100, 120, 140, 160, 180])
    expect(ticker.lateness).toMatchObject({ ticks: 9, lateTicks: 4, worstMs: 95, lostTicks: 0 })
  })

  it('gives up what is more than a second late, and counts it', () => {
    const clock = lateClock()
    const ticker = createMediaTicker(clock)
    const dues: number[] = []
    ticker.start({ tick: (atMs) => dues.push(atMs) })
    clock.runNext(0)
    clock.runNext(2000)
    expect(dues).toHaveLength(1 + 50)
    expect(dues.at(-1)).toBe(2040)
    expect(ticker.lateness.lostTicks).toBe(51)
  })
})

/** A clock whose one timer runs when it is told to, and late. */
function lateClock(): Clock & { runNext(lateMs: number): void } {
  let nowMs = 0
  let next: { dueMs: number; callback: () => void } | undefined
  return {
    now: () => new Date(nowMs),
    monotonicMs: () => nowMs,
    after(delayMs, callback) {
      next = { dueMs: nowMs + delayMs, callback }
      return { cancel: () => (next = undefined) }
    },
    runNext(lateMs) {
      nowMs = (next?.dueMs ?? nowMs) + lateMs
      next?.callback()
    },
  }
}
