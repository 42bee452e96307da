import { localTime, nextOpenMoment } from '../agents/opening-hours.ts'
import type { Agent } from '../agents/agent.ts'
import type { Clock } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import { describeError } from '../lib/errors.ts'
import type { Call } from './call.ts'
import { otherPartyOf } from './parties.ts'
import type { TaskBook } from './task-book.ts'
import type { ToolResult } from './tool.ts'
import type { ToolTurn } from './transcript.ts'

/** A caller who is to be called back, though nobody asked for it in words. */
export interface OwedCallback {
  readonly call: Call
  readonly agent: Agent
  readonly callerName: string | undefined
  readonly turn: number
  readonly clock: Clock
  /** Why, once a call: part of what makes the callback a single one. */
  readonly occasion: string
  /** Why, for the person who calls back. */
  readonly reason: string
  /** Names it in the record of the call. */
  readonly toolCallId: string
}

/** The caller waits for it in silence, and the carrier not for ever. */
const writtenWithinMs = 3_000

/**
 * Writes down that this caller is to be called back, so that nobody is forgotten who hangs up now. Twice is
 * once. Never throws: what could not be written down is a refusal, and is not promised.
 */
export async function writeCallback(
  taskBook: Pick<TaskBook, 'add'>,
  owed: OwedCallback,
): Promise<ToolTurn> {
  const { clock, reason, toolCallId, turn } = owed
  const now = clock.now()
  const limit = { deadlineMs: writtenWithinMs, what: 'Writing a callback down', clock }
  const result = await withDeadline(scheduled(taskBook, owed), limit).catch(
    (error: unknown): ToolResult => ({
      ok: false,
      reason: 'failed',
      detail: describeError(error),
    }),
  )
  const call = { toolCallId, tool: 'schedule-callback', arguments: { reason }, turn }
  return { speaker: 'tool', ...call, result, at: now }
}

async function scheduled(
  taskBook: Pick<TaskBook, 'add'>,
  { agent, call, callerName: name, clock, occasion, reason }: OwedCallback,
): Promise<ToolResult> {
  const phoneNumber = otherPartyOf(call)
  if (!phoneNumber.startsWith('+')) {
    return { ok: false, reason: 'nobody-there', detail: 'The caller withholds their number' }
  }
  const local = localTime(agent.business, clock.now())
  const when = nextOpenMoment(agent.business, local) ?? local
  const added = await taskBook.add({
    callId: call.id,
    epoch: call.epoch,
    effectKey: `${occasion}:${call.id}`,
    type: 'callback',
    scheduledFor: new Date(when.epochMilliseconds),
    payload: { phoneNumber, name, reason, urgency: 'normal' },
  })
  if (!added.added) {
    return { ok: false, reason: 'taken-over', detail: 'Another process has this call now' }
  }
  const { task } = added
  const summary = `Callback to ${name ?? 'the caller'} (${phoneNumber}): ${reason}`
  const facts = { phoneNumber, reason, instant: task.scheduledFor.toISOString() }
  return {
    ok: true,
    receipt: { kind: 'callback-scheduled', reference: task.id, summary, facts },
  }
}
