import type { Clock } from '../../src/lib/clock.ts'

/** A clock that stands still until a test turns it. */
export interface ManualClock extends Clock {
  /** Moves the time on and runs what is due on the way, each at its own moment. */
  advance(byMs: number): void
}

export function createManualClock(start = new Date('2026-03-02T15:00:00Z')): ManualClock {
  let elapsedMs = 0
  let timers: { dueMs: number; callback: () => void }[] = []

  function runNextDue(untilMs: number): boolean {
    const due = timers
      .filter((timer) => timer.dueMs <= untilMs)
      .toSorted((a, b) => a.dueMs - b.dueMs)
    const [next] = due
    if (!next) return false
    timers = timers.filter((timer) => timer !== next)
    elapsedMs = Math.max(elapsedMs, next.dueMs)
    next.callback()
    return true
  }

  return {
    now: () => new Date(start.getTime() + elapsedMs),
    monotonicMs: () => elapsedMs,
    after(delayMs, callback) {
      const timer = { dueMs: elapsedMs + delayMs, callback }
      timers.push(timer)
      return { cancel: () => (timers = timers.filter((one) => one !== timer)) }
    },
    advance(byMs) {
      const untilMs = elapsedMs + byMs
      while (runNextDue(untilMs)) continue
      elapsedMs = untilMs
    },
  }
}
