import type { Clock, Timer } from '../lib/clock.ts'

/** A carrier that is to ask, or to connect, and has so long for it. */
export interface CarrierAwaited {
  /** From now on it has this long, whatever it had before. */
  within(deadlineMs: number): void
  /** It has come, or is not waited for any more. */
  noLonger(): void
}

export function awaitCarrier(
  clock: Clock,
  { withinMs, onNobodyCame }: { withinMs: number; onNobodyCame: () => void },
): CarrierAwaited {
  let timer: Timer = clock.after(withinMs, onNobodyCame)
  return {
    within(deadlineMs) {
      timer.cancel()
      timer = clock.after(deadlineMs, onNobodyCame)
    },
    noLonger: () => timer.cancel(),
  }
}
