import { whenAborted } from '../../lib/abort.ts'
import type { Clock, Timer } from '../../lib/clock.ts'

/** Watches how long nothing comes. One timer serves a whole answer, however many words it has. */
export interface Silence {
  /** What came first: this, the end of the time allowed, or the end of the caller's interest. */
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
  let dueMs = clock.monotonicMs() + forMs
  let timer = wait()

  function wait(): Timer {
    return clock.after(Math.max(0, dueMs - clock.monotonicMs()), () => {
      if (clock.monotonicMs() >= dueMs) late.resolve('late')
      else timer = wait()
    })
  }

  return {
    orElse: (coming) => Promise.race([coming, late.promise, aborted]),
    allow(nextMs) {
      const before = dueMs
      dueMs = clock.monotonicMs() + nextMs
      if (dueMs >= before) return
      timer.cancel()
      timer = wait()
    },
    stop: () => timer.cancel(),
  }
}
