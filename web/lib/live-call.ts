import type { CallEvent, CallSummary, LiveEvent, TranscriptLine } from '../../src/contract/index.ts'
import { assertNever } from './assert-never.ts'

/** What the live socket has told of one call so far. */
export interface LiveCall {
  readonly call: CallSummary | undefined
  readonly lines: readonly LiveLine[]
  readonly tools: readonly LiveTool[]
  /** The events of the journal that tell of what got in the way. */
  readonly incidents: readonly CallEvent[]
}

export interface LiveLine extends TranscriptLine {
  /** `false` while more of it may still come. */
  readonly final: boolean
}

export interface LiveTool {
  readonly tool: string
  readonly state: 'running' | 'done' | 'refused' | 'asked'
  readonly summary: string
}

export const silentCall: LiveCall = {
  call: undefined,
  lines: [],
  tools: [],
  incidents: [],
}

/** The call after one more event. Events may arrive twice: a socket that came back repeats the present. */
export function withLiveEvent(before: LiveCall, event: LiveEvent): LiveCall {
  switch (event.type) {
    case 'status_update':
      return { ...before, call: event.call }
    case 'transcript':
      return { ...before, lines: mergeLines(before.lines, [{ ...event.line, final: event.final }]) }
    case 'tool':
      return { ...before, tools: withTool(before.tools, event) }
    case 'incident':
      return { ...before, incidents: withIncident(before.incidents, event.event) }
    case 'notice':
    case 'error':
      return before
    default:
      return assertNever(event)
  }
}

/** What was under way when the server went away is never told to be over. */
export function withoutRunningTools(before: LiveCall): LiveCall {
  return { ...before, tools: before.tools.filter(({ state }) => state !== 'running') }
}

function withIncident(known: readonly CallEvent[], event: CallEvent): readonly CallEvent[] {
  const others = known.filter(({ seq }) => seq !== event.seq)
  return [...others, event].toSorted((a, b) => a.seq - b.seq)
}

/** The lines of both in the order of the talk; a newer line replaces the one of its turn and speaker. */
export function mergeLines<Line extends TranscriptLine>(
  older: readonly Line[],
  newer: readonly Line[],
): readonly Line[] {
  const byPlace = new Map(older.map((line) => [placeOf(line), line]))
  for (const line of newer) byPlace.set(placeOf(line), line)
  return [...byPlace.values()].toSorted(
    (a, b) => a.turn - b.turn || speakerOrder(a) - speakerOrder(b),
  )
}

function placeOf({ turn, speaker }: TranscriptLine): string {
  return `${String(turn)}:${speaker}`
}

function speakerOrder({ speaker }: TranscriptLine): number {
  return speaker === 'caller' ? 0 : 1
}

function withTool(tools: readonly LiveTool[], { tool, state, summary }: LiveTool) {
  const next = { tool, state, summary }
  const running = tools.findIndex((one) => one.tool === tool && one.state === 'running')
  if (running >= 0) return tools.with(running, next)
  const known = tools.some(
    (one) => one.tool === tool && one.state === state && one.summary === summary,
  )
  return known ? tools : [...tools, next]
}
