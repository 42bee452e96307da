import type { Clock } from '../../lib/clock.ts'

/** Something that is looked at once a second. */
export interface Watched {
  look(nowMs: number): void
}

/** Looks at everything that is open once a second, with one timer for all of it. */
export interface Watchdog {
  watch(watched: Watched): void
  forget(watched: Watched): void
}

const everyMs = 1_000

export function createWatchdog(clock: Clock): Watchdog {
  const all = new Set<Watched>()
  let isWaiting = false

  function wait(): void {
    if (isWaiting || all.size === 0) return
    isWaiting = true
    clock.after(everyMs, look, { keepsProcess: false })
  }

  function look(): void {
    isWaiting = false
    const nowMs = clock.monotonicMs()
    for (const watched of all) watched.look(nowMs)
    wait()
  }

  return {
    watch(watched) {
      all.add(watched)
      wait()
    },
    forget: (watched) => void all.delete(watched),
  }
}
