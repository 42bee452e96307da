import type { ToolResult } from './tool.ts'

/** One entry of the conversation so far, oldest first: what a brain is given as context. */
export type TranscriptTurn = CallerTurn | AgentTurn | ToolTurn

/** The transcript with one more thing the agent said. */
export function withAgentTurn(
  turns: readonly TranscriptTurn[],
  said: AgentTurn,
): readonly TranscriptTurn[] {
  return withTurn(turns, said)
}

/**
 * The transcript with one more thing the caller said, of which the words may come after the answer's, or after
 * they were given up: then they take the place of the gap.
 */
export function withCallerTurn(
  turns: readonly TranscriptTurn[],
  said: CallerTurn,
): readonly TranscriptTurn[] {
  return withTurn(turns, said)
}

/** The transcript with one more thing that was done for the caller. */
export function withToolTurn(
  turns: readonly TranscriptTurn[],
  used: ToolTurn,
): readonly TranscriptTurn[] {
  return withTurn(turns, used)
}

function withTurn(
  turns: readonly TranscriptTurn[],
  turn: TranscriptTurn,
): readonly TranscriptTurn[] {
  const all = [...turns]
  addTurn(all, turn)
  return all
}

/** The same in place, for transcripts that are made of many. */
export function addTurn(turns: TranscriptTurn[], turn: TranscriptTurn): void {
  const place = placeAmong(turns, turn)
  const before = turns[place - 1]
  const isGap = before?.speaker === 'caller' && before.turn === turn.turn && before.isUnheard
  if (isGap && turn.speaker === 'caller') turns[place - 1] = turn
  else turns.splice(place, 0, turn)
}

/** Where something belongs among what was said and done, however late it is known. */
export function placeAmong(turns: readonly Spoken[], added: Spoken): number {
  return turns.findLastIndex((one) => inOrderOfSpeaking(one, added) <= 0) + 1
}

/**
 * By turn, and within a turn the caller's words, then what the agent did and said, as it came. Words of the agent
 * that were on their way when the caller spoke again stand before that.
 */
export function inOrderOfSpeaking(one: Spoken, other: Spoken): number {
  return one.turn - other.turn || rankOf(one) - rankOf(other)
}

function rankOf({ speaker }: Spoken): number {
  return speaker === 'caller' ? 0 : 1
}

type Spoken = Pick<TranscriptTurn, 'speaker' | 'turn'>

/** The newest turn of them; 0 before the first. */
export function lastTurnOf(turns: readonly TranscriptTurn[]): number {
  return turns.reduce((last, { turn }) => Math.max(last, turn), 0)
}

export interface CallerTurn {
  readonly speaker: 'caller'
  /** Counts from 1; the greeting is turn 0. A turn begins with the caller's words, or with their absence. */
  readonly turn: number
  readonly text: string
  /** The request that brought the words, where one can come twice. */
  readonly delivery?: string
  /** The caller spoke, and the words could not be made out: `text` is empty. */
  readonly isUnheard?: boolean
  /** When it was said; its words may have come later. */
  readonly at: Date
}

export interface AgentTurn {
  readonly speaker: 'agent'
  readonly turn: number
  /** What the caller heard, as exactly as the channel can tell. May be empty. */
  readonly text: string
  /** What the agent meant to say. */
  readonly planned: string
  readonly interrupted: boolean
  /**
   * Said by the house and by no brain: "are you still there", the words after a transfer that
   * nobody took. A question that was open before them still is.
   */
  readonly standing?: boolean
  readonly at: Date
}

export interface ToolTurn {
  readonly speaker: 'tool'
  readonly turn: number
  readonly toolCallId: string
  readonly tool: string
  readonly arguments: unknown
  readonly result: ToolResult
  readonly at: Date
}
