import type { Clock, Timer } from '../../lib/clock.ts'

/** One timer for all sessions: whoever waits for something looks once a second whether it is overdue. */
export interface Sweep {
  add(swept: Swept): void
  remove(swept: Swept): void
}

export interface Swept {
  /** `nowMs`: on the clock's monotonic scale. */
  sweep(nowMs: number): void
}

const everyMs = 1_000

export function createSweep(clock: Clock): Sweep {
  const all = new Set<Swept>()
  let timer: Timer | undefined

  function wait(): void {
    timer = clock.after(everyMs, look, { keepsProcess: false })
  }

  function look(): void {
    timer = undefined
    const nowMs = clock.monotonicMs()
    for (const swept of all) swept.sweep(nowMs)
    if (all.size > 0) wait()
  }

  return {
    add(swept) {
      all.add(swept)
      if (!timer) wait()
    },
    remove(swept) {
      all.delete(swept)
      if (all.size > 0) return
      timer?.cancel()
      timer = undefined
    },
  }
}
