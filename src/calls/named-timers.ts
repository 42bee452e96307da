import type { Clock, Timer } from '../lib/clock.ts'

/** Timers of which one of each name runs: starting it again starts it anew. */
export interface NamedTimers<Name extends string> {
  /** Runs `callback` after `delayMs`; at once, on the next tick, when that is past. */
  start(name: Name, delayMs: number, callback: () => void): void
  cancel(name: Name): void
  cancelAll(): void
}

export function createNamedTimers<Name extends string>(clock: Clock): NamedTimers<Name> {
  const running = new Map<Name, Timer>()
  return {
    start(name, delayMs, callback) {
      running.get(name)?.cancel()
      running.set(name, clock.after(Math.max(0, delayMs), callback))
    },
    cancel: (name) => running.get(name)?.cancel(),
    cancelAll() {
      for (const timer of running.values()) timer.cancel()
    },
  }
}
