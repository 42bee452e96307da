import type { NewCall } from '../../src/calls/call-book.ts'
import type { Call, CallOutcome } from '../../src/calls/call.ts'
import type { JournalEntry, JournalEvent } from '../../src/calls/journal-event.ts'
import type { ReceiptKind } from '../../src/calls/tool.ts'
import type { Stores } from './stores.ts'

/** A call as it comes in; every one has a number of its own unless a test gives one. */
export function incomingCall(
  agentId: string,
  { at = new Date(), ...differences }: Partial<NewCall> & { at?: Date } = {},
): NewCall {
  return {
    id: crypto.randomUUID(),
    sid: randomSid(),
    direction: 'inbound',
    channel: 'relay',
    from: randomNumber(),
    to: '+15550100000',
    agentId,
    startedAt: at,
    ...differences,
  }
}

/** A call that is in the book already. */
export async function openedCall(
  { agents, calls }: Stores,
  differences: Partial<NewCall> & { at?: Date } = {},
): Promise<Call> {
  const { id } = await agents.forNumber('+15550100000')
  const { call } = await calls.open(incomingCall(id, differences))
  return call
}

export function randomSid(): string {
  return `CA${crypto.randomUUID().replaceAll('-', '')}`
}

export function randomNumber(): string {
  return `+1555${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`
}

export function entry(seq: number, event: JournalEvent, at = new Date()): JournalEntry {
  return { ...event, seq, at }
}

export function callerSaid(text: string, turn = 1): JournalEvent {
  return { kind: 'caller-said', payload: { turn, text, language: 'en-US' } }
}

export function agentHeard(text: string, turn = 1): JournalEvent {
  return {
    kind: 'agent-heard',
    payload: { turn, text, planned: `${text} and more`, interrupted: true },
  }
}

export function toolDone(
  kind: ReceiptKind,
  facts: Readonly<Record<string, string>> = {},
): JournalEvent {
  const receipt = { kind, reference: 'a-reference', summary: 'Done', facts }
  return {
    kind: 'tool-done',
    payload: {
      turn: 1,
      toolCallId: 'call-1',
      tool: 'some-tool',
      result: { ok: true, receipt },
      tookMs: 3,
    },
  }
}

export function ended(outcome: CallOutcome, durationSeconds = 12): JournalEvent {
  return {
    kind: 'ended',
    payload: { status: 'completed', endedBy: 'caller', outcome, durationSeconds },
  }
}

/** Writes events as the entries of a call that has none yet. */
export async function written(
  { journal }: Stores,
  { call, events }: { call: Call; events: readonly JournalEvent[] },
): Promise<JournalEntry[]> {
  const entries = events.map((event, index) => entry(index + 1, event))
  const { id: callId, epoch } = call
  await journal.append({ callId, epoch, entries, phase: 'listening' })
  return entries
}
