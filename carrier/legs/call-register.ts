import type { Call } from '../call.ts'
import type { Leg } from './leg.ts'

/** The calls that the carrier knows: all that live, and the last ones that are over. */
export interface CallRegister {
  add(leg: Leg): void
  find(sid: string): Leg | undefined
  /** Newest first. */
  all(): readonly Leg[]
  live(): readonly Call[]
  /** Forgets a call that is over. */
  remove(sid: string): void
}

export function createCallRegister({
  endedKept = 1000,
}: { endedKept?: number } = {}): CallRegister {
  const legs = new Map<string, Leg>()

  function dropOldest(): void {
    const ended = [...legs.values()].filter(({ call }) => call.over.aborted)
    for (const { call } of ended.slice(0, Math.max(0, ended.length - endedKept))) {
      legs.delete(call.sid)
    }
  }

  return {
    add(leg) {
      legs.set(leg.call.sid, leg)
      // Looking through them all at each call would make many calls slow.
      if (legs.size > endedKept * 2) dropOldest()
    },
    find: (sid) => legs.get(sid),
    all: () => [...legs.values()].toReversed(),
    live: () => [...legs.values()].map(({ call }) => call).filter((call) => !call.over.aborted),
    remove: (sid) => void legs.delete(sid),
  }
}
