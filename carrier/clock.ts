/** The time, and timers on it. The same shape as the server's, so that a test can give both one clock. */
export interface Clock {
  now(): Date
  /** Milliseconds on a clock that never jumps back: for durations, never for dates. */
  monotonicMs(): number
  /** Runs `callback` once after `delayMs`. Cancelling twice, or after it ran, does nothing. */
  after(delayMs: number, callback: () => void): Timer
}

export interface Timer {
  cancel(): void
}

export const realClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  after(delayMs, callback) {
    const timeout = setTimeout(callback, Math.min(delayMs, longestTimerMs))
    return { cancel: () => clearTimeout(timeout) }
  },
}

/** Beyond it, almost 25 days, Node's timers run at once. */
const longestTimerMs = 2 ** 31 - 1
