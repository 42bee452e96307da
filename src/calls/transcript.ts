import type { ToolResult } from './tool.ts'

/** One entry of the conversation so far, oldest first: what a brain is given as context. */
export type TranscriptTurn = CallerTurn | AgentTurn | ToolTurn

/** The transcript with one more thing the agent said. */
export function withAgentTurn(
  turns: readonly TranscriptTurn[],
  said: AgentTurn,
): readonly TranscriptTurn[] {
  return turns.toSpliced(placeOfAgentTurn(turns, said), 0, said)
}

/**
 * Where among the turns the agent's words of a turn belong. They stand before the caller's next one, also when
 * the caller spoke before they were played: they were on their way.
 */
export function placeOfAgentTurn(
  turns: readonly TranscriptTurn[],
  said: Pick<AgentTurn, 'turn'>,
): number {
  // Turns of the caller only grow, so that the last ones decide.
  const before = turns.findLastIndex((one) => one.speaker === 'caller' && one.turn <= said.turn)
  const after = turns.slice(before + 1)
  const next = after.findIndex(({ speaker }) => speaker === 'caller')
  return next === -1 ? turns.length : before + 1 + next
}

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
