import { whenAborted } from './abort.ts'
import type { Clock } from './clock.ts'
import { createMovableTimer } from './movable-timer.ts'

/** Watches how long nothing comes. One timer serves a whole answer, however many words it has. */
export interface Silence {
  /** What came first: this, the end of the time allowed, or the abort. */
  orElse<T>(coming: Promise<T>): Promise<T | 'late' | 'aborted'>
  /** From now on nothing may be missing for longer than this. */
  allow(forMs: number): void
  stop(): void
}

export function watchSilence(
  clock: Clock,
  { forMs, signal }: { forMs: number; signal: AbortSignal },
): Silence {
  const late = Promise.withResolvers<'late'>()
  const aborted = whenAborted(signal).then(() => 'aborted' as const)
  const timer = createMovableTimer(clock, () => late.resolve('late'))
  timer.fireAt(clock.monotonicMs() + forMs)
  return {
    orElse: (coming) => Promise.race([coming, late.promise, aborted]),
    allow: (nextMs) => timer.fireAt(clock.monotonicMs() + nextMs),
    stop: () => timer.cancel(),
  }
}
