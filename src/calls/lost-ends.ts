import { AppError, describeError } from '../lib/errors.ts'
import type { Clock, Timer } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Call } from './call.ts'
import type { CallBook } from './call-book.ts'
import type { CallJournal } from './call-journal.ts'
import type { PhoneNetwork } from './phone-network.ts'
import type { ReportedEnd } from './switchboard.ts'

/**
 * Looks, soon after the start and then once a minute, for calls whose end nobody has told us, and asks the carrier
 * about them.
 */
export interface LostEndsSweep {
  start(): void
  /** Begins no more; what is being asked is answered. Resolves when nothing goes on any more. */
  stop(): Promise<void>
}

export interface LostEndsParts {
  readonly calls: Pick<CallBook, 'stillActive'>
  readonly journal: Pick<CallJournal, 'read'>
  readonly phoneNetwork: Pick<PhoneNetwork, 'lookUp'>
  readonly clock: Clock
  /** Whether this process has the call: then its end is on the way. */
  readonly isLive: (callSid: string) => boolean
  readonly settle: (end: ReportedEnd) => Promise<unknown>
  readonly log: Logger
  /** How long the carrier may not know of a call until it is taken to be over. */
  readonly forgottenAfterMs: number
}

/** Calls that ended while no server was there are not left open for minutes. */
const firstAfterMs = 2_000
const everyMs = 60_000
const quietForMs = 30_000
/** More wait for the next sweep: each is a request to the carrier. */
const mostAtOnce = 100

export function createLostEndsSweep(parts: LostEndsParts): LostEndsSweep {
  const { clock, log } = parts
  let timer: Timer | undefined
  let sweeping = Promise.resolve()
  let isStopped = true

  function sweepAfter(delayMs: number, quietMs: number): void {
    if (isStopped) return
    timer = clock.after(delayMs, () => {
      const startedBefore = new Date(clock.now().getTime() - quietMs)
      sweeping = sweep(parts, { startedBefore, isStopped: () => isStopped })
        .catch((error: unknown) =>
          log.warn({ reason: describeError(error) }, 'Calls without an end could not be looked up'),
        )
        .then(() => sweepAfter(everyMs, quietForMs))
    })
  }

  return {
    start() {
      if (!isStopped) return
      isStopped = false
      sweepAfter(firstAfterMs, firstAfterMs)
    },
    async stop() {
      isStopped = true
      timer?.cancel()
      await sweeping
    },
  }
}

/** @throws what the records or the carrier throw: the next sweep begins anew. */
async function sweep(
  parts: LostEndsParts,
  { startedBefore, isStopped }: { startedBefore: Date; isStopped: () => boolean },
): Promise<void> {
  const { calls, isLive, log, settle } = parts
  const active = await calls.stillActive({ startedBefore, limit: mostAtOnce })
  for (const call of active.filter(({ sid }) => !isLive(sid))) {
    if (isStopped()) return
    const end = await endOf(call, parts).catch((error: unknown) => goOnWithout(call, error, log))
    // A call can come back to life here while the carrier is being asked.
    if (!end || isLive(call.sid)) continue
    await settle(end)
    log.info({ callSid: call.sid, status: end.status }, 'A call whose end was lost is over')
  }
}

/** A call that the carrier has trouble with keeps no other waiting; a carrier that is away does. */
function goOnWithout({ sid: callSid }: Call, error: unknown, log: Logger): undefined {
  if (error instanceof AppError && error.retryable) throw error
  log.warn({ callSid, reason: describeError(error) }, 'A call without an end cannot be looked up')
}

/** What became of a call; `undefined` while it goes on, or may be going on. */
async function endOf(call: Call, parts: LostEndsParts): Promise<ReportedEnd | undefined> {
  const { sid, direction, from, to } = call
  const about = { sid, direction, from, to }
  const found = await parts.phoneNetwork.lookUp(sid)
  const now = parts.clock.now()
  switch (found.state) {
    case 'going-on':
      return undefined
    case 'over': {
      const { status, durationSeconds, endedAt: at = now } = found
      return { ...about, status, durationSeconds, at }
    }
    case 'unknown': {
      const isForgotten = now.getTime() - call.startedAt.getTime() >= parts.forgottenAfterMs
      return isForgotten ? { ...about, ...(await lastSeen(call, parts)) } : undefined
    }
  }
}

/** The end of a call that only its journal knows of: there was one when something was said in it. */
async function lastSeen(
  { id, startedAt }: Call,
  { journal }: LostEndsParts,
): Promise<Pick<ReportedEnd, 'status' | 'durationSeconds' | 'at'>> {
  const entries = await journal.read(id)
  const at = entries.at(-1)?.at ?? startedAt
  const wasTalk = entries.some(({ kind }) => kind === 'caller-said' || kind === 'agent-heard')
  const lastedMs = Math.max(0, at.getTime() - startedAt.getTime())
  return {
    status: wasTalk ? 'completed' : 'failed',
    durationSeconds: wasTalk ? Math.round(lastedMs / 1000) : 0,
    at,
  }
}
