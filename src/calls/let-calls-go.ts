import { withDeadline } from '../lib/deadline.ts'
import type { HeldCall } from './held-call.ts'
import { noteToolUsed } from './note-tool-used.ts'
import { writeCallback } from './owed-callback.ts'
import type { SwitchboardParts } from './switchboard-parts.ts'
import { lastTurnOf } from './transcript.ts'

export interface LettingGo extends Pick<SwitchboardParts, 'clock' | 'standingWords' | 'tasks'> {
  /** Another process goes on with the calls. */
  readonly handOn: boolean
  /** Settles when the carrier has been told how a call goes on, the next time that it asks. */
  readonly carrierAsks: (callSid: string) => Promise<void>
}

/** What takes longer is cut off: the caller still has to hear why, before the process is ended by force. */
const turnEndsWithinMs = 15_000
/** A carrier that gets no answer after our goodbye tells the caller of an error of ours. */
const carrierAsksWithinMs = 2_000

/** Lets go of every call at the end of its turn. Resolves when all are gone, or ended as they should. */
export async function letCallsGo(calls: readonly HeldCall[], how: LettingGo): Promise<void> {
  await Promise.all(calls.map((call) => letGo(call, how)))
}

async function letGo(held: HeldCall, how: LettingGo): Promise<void> {
  const limit = { deadlineMs: turnEndsWithinMs, what: 'The turn', clock: how.clock }
  await withDeadline(held.turnEnds(), limit).catch(() => undefined)
  if (held.isOver) return
  // Two people who talk, or are about to, need us only afterwards.
  if (how.handOn || held.isWithPerson) return held.leave('handed-on')
  if (!held.isTalking) return
  const words = how.standingWords.stopping({ callback: await isCallbackWritten(held, how) })
  const asked = how.carrierAsks(held.call().sid)
  held.closeWith(words)
  const endedBy = await held.ended
  if (endedBy !== 'agent' || held.live.summary.channel === 'gather') return
  const patience = { deadlineMs: carrierAsksWithinMs, what: 'The carrier', clock: how.clock }
  await withDeadline(asked, patience).catch(() => undefined)
}

async function isCallbackWritten(held: HeldCall, { clock, tasks }: LettingGo): Promise<boolean> {
  const { agent, call, callerName, live, recorder } = held
  const written = await writeCallback(tasks, {
    call: call(),
    agent,
    callerName: callerName(),
    turn: lastTurnOf(live.turns),
    clock,
    occasion: 'stopped',
    reason: 'Our phone system had to stop during the call',
    toolCallId: 'stopped',
  })
  noteToolUsed({ live, recorder }, written)
  return written.result.ok
}
