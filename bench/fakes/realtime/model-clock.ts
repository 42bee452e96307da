/** The time of the fake model, and timers on it: a part of the carrier's clock and of the server's. */
export interface ModelClock {
  /** Milliseconds on a clock that never jumps back. */
  monotonicMs(): number
  /** Runs `callback` once after `delayMs`. Cancelling twice, or after it ran, does nothing. */
  after(delayMs: number, callback: () => void): { cancel(): void }
}

export const realModelClock: ModelClock = {
  monotonicMs: () => performance.now(),
  after(delayMs, callback) {
    const timeout = setTimeout(callback, delayMs)
    return { cancel: () => clearTimeout(timeout) }
  },
}
