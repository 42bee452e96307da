import type { CallChannel, CallFlag } from './call.ts'
import { lineOfCaller, type SpokenLine } from './call-event.ts'
import { saidAt, type JournalEntry } from './journal-event.ts'
import type { Transfer } from './tool.ts'
import {
  addTurn,
  withAgentTurn,
  type AgentTurn,
  type CallerTurn,
  type ToolTurn,
  type TranscriptTurn,
} from './transcript.ts'
import type { ToolCall } from './use-tool.ts'

/** A call as its journal knows it: what a process needs that has not been there. */
export interface RestoredCall {
  readonly turns: readonly TranscriptTurn[]
  readonly lines: readonly SpokenLine[]
  readonly flags: readonly CallFlag[]
  readonly isNoticeHeard: boolean
  /** The caller was asked whether a model may listen, and said yes. */
  readonly hasConsented: boolean
  /** What a call of ours opens with; `undefined`: the usual greeting. */
  readonly openingWords: string | undefined
  /** How often the line broke while somebody was there to see it. */
  readonly breaks: number
  /** How often of these since the call is on its present channel. */
  readonly breaksHere: number
  /** When processes went on with the call that had not had it. */
  readonly takenUpAt: readonly Date[]
  /** Undefined: no line was ever opened. */
  readonly channel: CallChannel | undefined
  /** Words that were being said, as far as they were heard for certain; they are among the turns. */
  readonly halfHeard: readonly AgentTurn[]
  /** Tools of which nobody knows whether they acted. */
  readonly halfDone: readonly (ToolCall & { readonly at: Date })[]
  readonly handOver: RestoredHandOver | undefined
  readonly isOver: boolean
  /** The process before let go of the call at the end of a turn: nothing was cut off. */
  readonly wasHandedOn: boolean
}

/** People were being rung for the caller, or were about to be. */
export interface RestoredHandOver {
  readonly transfer: Transfer
  /** How many have been rung, and how many of these did not take the call. */
  readonly started: number
  readonly missed: number
  /** When the present one said yes. */
  readonly takenAt: Date | undefined
}

type EntryOf<Kind extends JournalEntry['kind']> = Extract<JournalEntry, { kind: Kind }>

/** `entries`: every entry of the call, in order. */
export function restoreCall(entries: readonly JournalEntry[]): RestoredCall {
  const halfHeard = wordsHalfHeard(entries)
  const turns = halfHeard.reduce(withAgentTurn, turnsOf(entries))
  return {
    turns,
    lines: turns.flatMap(lineOf),
    flags: [...new Set(all(entries, 'flagged').map(({ payload }) => payload.flag))],
    isNoticeHeard: all(entries, 'notice-heard').length > 0,
    hasConsented: all(entries, 'consent-answered').some(({ payload }) => payload.given),
    openingWords: all(entries, 'call-placed').at(-1)?.payload.openingWords,
    breaks: all(entries, 'line-lost').length,
    breaksHere: breaksOnPresentChannel(entries),
    takenUpAt: all(entries, 'taken-up').map(({ at }) => at),
    channel: entries.reduce(channelAfter, undefined),
    halfHeard,
    halfDone: toolsHalfDone(entries),
    handOver: handOverOf(entries),
    isOver: all(entries, 'ended').length > 0,
    wasHandedOn: entries.at(-1)?.kind === 'handed-on',
  }
}

function all<Kind extends JournalEntry['kind']>(
  entries: readonly JournalEntry[],
  kind: Kind,
): EntryOf<Kind>[] {
  return entries.filter((entry): entry is EntryOf<Kind> => entry.kind === kind)
}

/** Undefined until a line was opened. */
function channelAfter(
  before: CallChannel | undefined,
  { kind, payload }: JournalEntry,
): CallChannel | undefined {
  if (kind === 'line-opened') return payload.channel
  return kind === 'channel-changed' ? before && payload.to : before
}

function breaksOnPresentChannel(entries: readonly JournalEntry[]): number {
  let channel: CallChannel | undefined
  let breaks = 0
  for (const entry of entries) {
    const next = channelAfter(channel, entry)
    if (next !== channel) breaks = 0
    if (entry.kind === 'line-lost') breaks += 1
    channel = next
  }
  return breaks
}

/** In one pass: a call can be long, and all calls of a process that died come at once. */
function turnsOf(entries: readonly JournalEntry[]): readonly TranscriptTurn[] {
  const turns: TranscriptTurn[] = []
  const asked = new Map<string, unknown>()
  for (const entry of entries) {
    const { at, kind, payload } = entry
    if (kind === 'caller-said') addTurn(turns, callerTurnOf(entry))
    if (kind === 'agent-heard') addTurn(turns, { speaker: 'agent', ...payload, at })
    if (kind === 'tool-intended') asked.set(payload.toolCallId, payload.arguments)
    if (kind === 'tool-done') addTurn(turns, toolTurnOf(entry, asked.get(payload.toolCallId) ?? {}))
  }
  return turns
}

function callerTurnOf(entry: EntryOf<'caller-said'>): CallerTurn {
  const { turn, text, delivery, isUnheard } = entry.payload
  return {
    speaker: 'caller',
    turn,
    text,
    ...(delivery !== undefined && { delivery }),
    ...(isUnheard && { isUnheard }),
    at: saidAt(entry),
  }
}

function toolTurnOf({ at, payload }: EntryOf<'tool-done'>, args: unknown): ToolTurn {
  const { turn, toolCallId, tool, result } = payload
  return { speaker: 'tool', turn, toolCallId, tool, arguments: args, result, at }
}

/** Of every turn that was planned, or begun to be heard, and never heard to an end. */
function wordsHalfHeard(entries: readonly JournalEntry[]): readonly AgentTurn[] {
  const heard = new Set(all(entries, 'agent-heard').map(({ payload }) => payload.turn))
  const open = new Map<number, AgentTurn>()
  for (const entry of entries) {
    if (entry.kind !== 'agent-planned' && entry.kind !== 'agent-hearing') continue
    const { turn } = entry.payload
    if (!heard.has(turn)) open.set(turn, halfHeardTurn(entry, open.get(turn)))
  }
  return [...open.values()]
}

/** `before`: what was known of the same turn. */
function halfHeardTurn(
  { at, kind, payload }: EntryOf<'agent-planned' | 'agent-hearing'>,
  before: AgentTurn | undefined,
): AgentTurn {
  const { turn } = payload
  const isStanding = before?.standing === true || (kind === 'agent-planned' && isOfHouse(payload))
  const standing = isStanding ? { standing: true } : {}
  const known = { speaker: 'agent', turn, interrupted: true, ...standing, at } as const
  return kind === 'agent-hearing'
    ? { ...known, text: payload.text.trim(), planned: payload.planned.trim() }
    : { ...known, text: before?.text ?? '', planned: payload.text.trim() }
}

function isOfHouse({ brain }: EntryOf<'agent-planned'>['payload']): boolean {
  return brain === 'house'
}

function toolsHalfDone(entries: readonly JournalEntry[]): RestoredCall['halfDone'] {
  const doneAt = new Map(
    all(entries, 'tool-done').map(({ payload, seq }) => [payload.toolCallId, seq]),
  )
  return all(entries, 'tool-intended').flatMap(({ at, payload, seq }) => {
    const { effectKey, ...call } = payload
    const isDone = (doneAt.get(call.toolCallId) ?? 0) > seq
    // Without an effect there is nothing to find out, and the brain will ask for it again.
    return isDone || effectKey === undefined ? [] : [{ ...call, at }]
  })
}

function handOverOf(entries: readonly JournalEntry[]): RestoredHandOver | undefined {
  const arranged = entries.findLastIndex(
    ({ kind, payload }) => kind === 'tool-done' && typeof afterwardsOf(payload) === 'object',
  )
  const entry = entries[arranged]
  if (entry?.kind !== 'tool-done') return undefined
  const transfer = afterwardsOf(entry.payload)
  if (typeof transfer !== 'object') return undefined
  const { turn } = entry.payload
  const since = entries.slice(arranged + 1)
  const started = all(since, 'transfer-started').length
  // Whoever says something before anybody is rung wants something else, and a line that opened after the
  // ringing is the agent's again.
  const isOff = since.some(
    (one) =>
      (one.kind === 'caller-said' && one.payload.turn > turn) ||
      (one.kind === 'line-opened' && started > 0),
  )
  const ended = all(since, 'transfer-ended')
  const isTaken = ended.some(({ payload }) => payload.outcome === 'connected')
  if (isOff || isTaken) return undefined
  const missed = ended.length
  const taken = all(since, 'transfer-taken').find(({ payload }) => payload.attempt === missed + 1)
  return { transfer, started, missed, takenAt: taken?.at }
}

function afterwardsOf({ result }: EntryOf<'tool-done'>['payload']) {
  return result.ok ? result.afterwards : undefined
}

function lineOf(turn: TranscriptTurn): SpokenLine[] {
  if (turn.speaker === 'tool') return []
  if (turn.speaker === 'agent') return [turn]
  return [lineOfCaller(turn)]
}
