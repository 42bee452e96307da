import type { Clock, Timer } from './clock.ts'

/**
 * The timers by which a call goes forward of itself: speech being played, pauses, waiting for the rest
 * of a sentence. Deadlines are not among them, so that a test that plays speech out never runs one down.
 */
export interface Pacing {
  monotonicMs(): number
  after(delayMs: number, callback: () => void): Timer
  /**
   * Goes forward by something else as well, which is asked when it is next due; nothing while it rests.
   * @returns what takes it away again.
   */
  goesForwardBy(nextDueMs: () => number | undefined): () => void
  /** When the next of them runs, on `monotonicMs`. */
  nextDueMs(): number | undefined
}

export interface PacingParts {
  readonly clock: Clock
  /** Something is due that was not before. */
  readonly onScheduled: () => void
  /** Gets what a callback threw, so that one call's fault stays with that call. */
  readonly onError: (error: unknown) => void
}

export function createPacing({ clock, onScheduled, onError }: PacingParts): Pacing {
  const dueTimes = new Set<{ readonly ms: number }>()
  const others = new Set<() => number | undefined>()
  return {
    monotonicMs: () => clock.monotonicMs(),
    after(delayMs, callback) {
      const due = { ms: clock.monotonicMs() + delayMs }
      dueTimes.add(due)
      const timer = clock.after(delayMs, () => {
        dueTimes.delete(due)
        try {
          callback()
        } catch (error) {
          onError(error)
        }
      })
      onScheduled()
      return {
        cancel() {
          dueTimes.delete(due)
          timer.cancel()
        },
      }
    },
    goesForwardBy(nextDueMs) {
      others.add(nextDueMs)
      return () => void others.delete(nextDueMs)
    },
    nextDueMs() {
      const otherTimes = [...others].map((nextDueMs) => nextDueMs() ?? Number.POSITIVE_INFINITY)
      const next = Math.min(...[...dueTimes].map((due) => due.ms), ...otherTimes)
      return Number.isFinite(next) ? next : undefined
    },
  }
}
