import type * as contract from '../contract/index.ts'
import type { CallRecord, CallSummary } from '../calls/call-archive.ts'
import { lineOfCaller, type SpokenLine } from '../calls/call-event.ts'
import { saidAt, type JournalEntry, type TurnLatency } from '../calls/journal-event.ts'
import { inOrderOfSpeaking } from '../calls/transcript.ts'

/** Calls as the API shows them: dates as ISO strings, nothing left undefined. */
export function presentSummary(call: CallSummary): contract.CallSummary {
  return {
    id: call.id,
    callSid: call.sid,
    direction: call.direction,
    channel: call.channel,
    from: call.from,
    to: call.to,
    customerId: call.customerId ?? null,
    callerName: call.callerName ?? null,
    status: call.status,
    phase: call.phase ?? null,
    outcome: call.outcome ?? null,
    flags: [...call.flags],
    startedAt: call.startedAt.toISOString(),
    endedAt: call.endedAt?.toISOString() ?? null,
    durationSeconds: call.durationSeconds ?? null,
    lastWords: call.lastWords ?? null,
  }
}

export function presentRecord(call: CallRecord): contract.CallDetail {
  return {
    ...presentSummary(call),
    transcript: presentTranscript(call.entries),
    messages: call.messages.map((one) => ({ ...one, timestamp: one.timestamp.toISOString() })),
    events: call.entries.map(presentEntry),
    tools: toolUses(call.entries),
    latency: call.entries.flatMap((entry) =>
      entry.kind === 'turn-measured' ? [presentLatency(entry.payload)] : [],
    ),
    costs: [],
  }
}

export function presentLine({ planned, ...line }: SpokenLine): contract.TranscriptLine {
  const { turn, speaker, text, interrupted, isUnheard, at } = line
  return {
    turn,
    speaker,
    text,
    interrupted,
    planned: planned ?? null,
    ...(isUnheard && { isUnheard }),
    at: at.toISOString(),
  }
}

/** In the order of speaking: the caller's words may have been known later than the answer to them. */
function presentTranscript(entries: readonly JournalEntry[]): contract.TranscriptLine[] {
  return entries
    .filter((entry) => !isFilledGap(entry, entries))
    .flatMap((entry) => transcriptLine(entry, entries))
    .toSorted(inOrderOfSpeaking)
}

/** Words that were given up came after all. */
function isFilledGap(entry: JournalEntry, entries: readonly JournalEntry[]): boolean {
  if (entry.kind !== 'caller-said' || entry.payload.isUnheard !== true) return false
  const { turn } = entry.payload
  return entries.some(
    (one) => one.kind === 'caller-said' && one.payload.turn === turn && one.seq > entry.seq,
  )
}

function transcriptLine(
  entry: JournalEntry,
  entries: readonly JournalEntry[],
): contract.TranscriptLine[] {
  const { at, kind, payload } = entry
  if (kind === 'caller-said') {
    return [presentLine(lineOfCaller({ speaker: 'caller', ...payload, at: saidAt(entry) }))]
  }
  if (kind === 'agent-heard') return [presentLine({ speaker: 'agent', at, ...payload })]
  if (kind !== 'agent-hearing' || !isLastWord(entry, entries)) return []
  return [presentLine({ speaker: 'agent', at, interrupted: true, ...payload })]
}

/** Nobody was there any more to write down how the utterance ended. */
function isLastWord({ seq, payload }: Hearing, entries: readonly JournalEntry[]): boolean {
  return !entries.some(
    (later) =>
      (later.kind === 'agent-heard' || later.kind === 'agent-hearing') &&
      later.payload.turn === payload.turn &&
      later.seq > seq,
  )
}

type Hearing = Extract<JournalEntry, { kind: 'agent-hearing' }>

export function presentEntry({ seq, at, kind, payload }: JournalEntry): contract.CallEvent {
  return { seq, at: at.toISOString(), kind, payload: { ...payload } }
}

/** Each intended use of a tool, with how it ended; one without an ending goes on, or was cut off. */
function toolUses(entries: readonly JournalEntry[]): contract.CallToolUse[] {
  const ended = new Set(
    entries.flatMap((entry) => (entry.kind === 'tool-done' ? [entry.payload.toolCallId] : [])),
  )
  return entries.flatMap((entry) => {
    if (entry.kind === 'tool-done') return [toolUse(entry, entries)]
    if (entry.kind !== 'tool-intended' || ended.has(entry.payload.toolCallId)) return []
    return [unendedToolUse(entry)]
  })
}

function unendedToolUse({
  at,
  payload,
}: Extract<JournalEntry, { kind: 'tool-intended' }>): contract.CallToolUse {
  const { turn, tool, arguments: given } = payload
  const ending = { tookMs: null, receipt: null, refusal: null }
  return { turn, tool, arguments: given, at: at.toISOString(), ...ending }
}

function toolUse(
  { at, payload }: Extract<JournalEntry, { kind: 'tool-done' }>,
  entries: readonly JournalEntry[],
): contract.CallToolUse {
  const { turn, tool, toolCallId, result, tookMs } = payload
  const intended = entries.find(
    (entry) => entry.kind === 'tool-intended' && entry.payload.toolCallId === toolCallId,
  )
  return {
    turn,
    tool,
    arguments: intended?.kind === 'tool-intended' ? intended.payload.arguments : null,
    at: at.toISOString(),
    tookMs,
    receipt: result.ok ? { ...result.receipt, facts: { ...result.receipt.facts } } : null,
    refusal: result.ok ? null : { reason: result.reason, detail: result.detail },
  }
}

function presentLatency(latency: TurnLatency): contract.CallTurnLatency {
  return {
    turn: latency.turn,
    brainFirstWordMs: latency.brainFirstWordMs ?? null,
    toolsMs: latency.toolsMs,
    durableMs: latency.durableMs,
    firstWordSentMs: latency.firstWordSentMs ?? null,
    firstWordHeardMs: latency.firstWordHeardMs ?? null,
    detectionMs: latency.detectionMs ?? null,
    playbackMs: latency.playbackMs ?? null,
    fillerHeardMs: latency.fillerHeardMs ?? null,
  }
}
