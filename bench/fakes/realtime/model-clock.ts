/** The time of the fake model, and timers on it: a part of the carrier's clock and of the server's. */
export interface ModelClock {
  /** Milliseconds on a clock that never jumps back. */
  monotonicMs(): number
  /** Runs `callback` once after `delayMs`. Cancelling twice, or after it ran, does nothing. */
  after(delayMs: number, callback: () => void): ModelTimer
}

export interface ModelTimer {
  cancel(): void
}

/** Like `after`, but what is to happen without delay has happened when this returns. */
export function atOnceOrAfter(
  clock: ModelClock,
  { delayMs, callback }: { delayMs: number; callback: () => void },
): ModelTimer {
  if (delayMs > 0) return clock.after(delayMs, callback)
  callback()
  return { cancel: () => undefined }
}

export const realModelClock: ModelClock = {
  monotonicMs: () => performance.now(),
  after(delayMs, callback) {
    const timeout = setTimeout(callback, delayMs)
    return { cancel: () => clearTimeout(timeout) }
  },
}
