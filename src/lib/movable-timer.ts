import type { Clock, Timer } from './clock.ts'

/** A timer whose moment is moved again and again. Moving it later costs nothing: it looks when it goes off. */
export interface MovableTimer {
  /** `dueMs`: on the clock's monotonic scale. */
  fireAt(dueMs: number): void
  cancel(): void
}

export function createMovableTimer(clock: Clock, callback: () => void): MovableTimer {
  let dueMs = 0
  let looksAtMs = 0
  let timer: Timer | undefined

  function wait(): void {
    looksAtMs = dueMs
    timer = clock.after(Math.max(0, dueMs - clock.monotonicMs()), look)
  }

  function look(): void {
    timer = undefined
    if (clock.monotonicMs() < dueMs) wait()
    else callback()
  }

  return {
    fireAt(nextMs) {
      dueMs = nextMs
      if (timer && dueMs >= looksAtMs) return
      timer?.cancel()
      wait()
    },
    cancel() {
      timer?.cancel()
      timer = undefined
    },
  }
}
