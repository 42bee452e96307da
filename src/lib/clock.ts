/** The time, and timers on it. Everything that waits takes one, so that tests can turn it by hand. */
export interface Clock {
  /** The present instant. */
  now(): Date
  /** Milliseconds on a clock that never jumps: for durations, never for dates. */
  monotonicMs(): number
  /** Runs `callback` once after `delayMs`. Cancelling twice, or after it ran, does nothing. */
  after(delayMs: number, callback: () => void, how?: Waiting): Timer
}

export interface Waiting {
  /** `false`: nothing is lost when the process ends before, such as where something is only forgotten. */
  readonly keepsProcess?: boolean
}

export interface Timer {
  cancel(): void
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  after(delayMs, callback, { keepsProcess = true } = {}) {
    const handle = setTimeout(callback, delayMs)
    if (!keepsProcess) handle.unref()
    return { cancel: () => clearTimeout(handle) }
  },
}
