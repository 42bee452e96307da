import type { ToolResult } from './tool.ts'
import type { TranscriptTurn } from './transcript.ts'

/** An answer that the caller has not heard to its end, because the line broke. */
export interface BrokenAnswer {
  /** The conversation up to the caller's words, with what tools did for them. */
  readonly transcript: readonly TranscriptTurn[]
  /** What was heard of the answer. */
  readonly saidAlready: string
  /** What was to happen to the call after it. */
  readonly afterwards: Extract<ToolResult, { ok: true }>['afterwards']
}

/** What the agent still owes the caller; `undefined`: it has said all it had to say. */
export function brokenAnswerOf(turns: readonly TranscriptTurn[]): BrokenAnswer | undefined {
  const asked = turns.findLastIndex(({ speaker }) => speaker === 'caller')
  if (asked === -1) return undefined
  const since = turns.slice(asked + 1)
  // What the house says by itself answers nobody.
  const answered = since.filter((one) => one.speaker === 'agent' && one.standing !== true)
  const last = answered.at(-1)
  if (last?.speaker === 'agent' && !last.interrupted) return undefined
  const used = since.filter((one) => one.speaker === 'tool')
  // Whoever was put through had their answer, though nobody took the call.
  if (used.some(({ result }) => !result.ok && result.reason === 'nobody-answered')) return undefined
  const intended = used.map(({ result }) => (result.ok ? result.afterwards : undefined))
  return {
    transcript: [...turns.slice(0, asked + 1), ...used],
    saidAlready: answered
      .map((one) => (one.speaker === 'agent' ? one.text : ''))
      .join(' ')
      .trim(),
    afterwards: intended.findLast((afterwards) => afterwards !== undefined),
  }
}

/** The agent's goodbye, where it was heard to its end and nothing but the end of the call is missing. */
export function goodbyeSaid(turns: readonly TranscriptTurn[]): string | undefined {
  const asked = turns.findLastIndex(({ speaker }) => speaker === 'caller')
  const since = turns.slice(asked + 1)
  const isEnding = since.some(
    (one) => one.speaker === 'tool' && one.result.ok && one.result.afterwards === 'hang-up',
  )
  const said = since.findLast((one) => one.speaker === 'agent')
  if (!isEnding || said?.speaker !== 'agent' || said.standing === true) return undefined
  return said.interrupted ? undefined : said.text
}

/** Whether these words have come before: a carrier that lost our answer sends its request once more. */
export function isToldAgain(
  turns: readonly TranscriptTurn[],
  delivery: string | undefined,
): boolean {
  if (delivery === undefined) return false
  const last = turns.findLast(({ speaker }) => speaker === 'caller')
  return last?.speaker === 'caller' && last.delivery === delivery
}
