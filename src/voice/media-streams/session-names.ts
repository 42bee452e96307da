import type { Clock } from '../../lib/clock.ts'

/**
 * Names for the sessions that the carrier is told to open. Told twice how a call goes on, it is told the same;
 * a session that was opened, or is over, was the last of its name.
 */
export interface SessionNames {
  /** The session that this call waits for. */
  next(callSid: string): string
  /** The one that was waited for has come. */
  opened(callSid: string): void
  /** This one is over, if it ever was. */
  over(callSid: string, session: string): void
}

/** A carrier repeats its request for no longer than this. */
const rememberedForMs = 60_000

export function createSessionNames({
  clock,
  newId,
}: {
  clock: Clock
  newId: () => string
}): SessionNames {
  const awaited = new Map<string, string>()

  function forget(callSid: string, session: string) {
    if (awaited.get(callSid) === session) awaited.delete(callSid)
  }

  return {
    next(callSid) {
      const known = awaited.get(callSid)
      if (known !== undefined) return known
      const session = newId()
      awaited.set(callSid, session)
      clock.after(rememberedForMs, () => forget(callSid, session), { keepsProcess: false })
      return session
    },
    opened: (callSid) => void awaited.delete(callSid),
    over: (callSid, session) => forget(callSid, session),
  }
}
