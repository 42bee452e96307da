import type { Tool, ToolContext, ToolResult } from './tool.ts'
import type { ToolTurn, TranscriptTurn } from './transcript.ts'

/**
 * What stands between a brain's call of a tool and its effect, where the caller has to hear it first.
 * `undefined`: it may act now.
 */
export function stepBefore(
  tool: Tool,
  { turn, args, context, turns }: Asked & { args: unknown; context: ToolContext },
): Extract<ToolResult, { ok: false }> | undefined {
  const proposal = tool.propose?.(args, context)
  if (proposal === undefined) return undefined
  if (!proposal.ok) return proposal
  const same = turns.flatMap((one) =>
    one.speaker === 'tool' && isSame(one, { tool, key: proposal.key, context }) ? [one] : [],
  )
  const proposed = same.findLast((one) => one.turn < turn && isProposal(one))
  const isDone = same.some(
    (one) => one.result.ok && one.turn < turn && one.turn > (proposed?.turn ?? 0),
  )
  if (proposed && !isDone && hasAnswered(turns, proposed.turn)) return undefined
  return { ok: false, reason: 'unconfirmed', detail: proposal.readBack }
}

interface Asked {
  /** The caller's turn that is being answered. */
  readonly turn: number
  /** The conversation so far. */
  readonly turns: readonly TranscriptTurn[]
}

function isProposal({ result }: ToolTurn): boolean {
  return !result.ok && result.reason === 'unconfirmed'
}

/** An earlier call of the tool for the same meaning, as of the moment at which it was made. */
function isSame(
  turn: ToolTurn,
  { tool, key, context }: { tool: Tool; key: string; context: ToolContext },
): boolean {
  if (turn.tool !== tool.name) return false
  const args = tool.parameters.safeParse(turn.arguments)
  if (!args.success) return false
  const proposal = tool.propose?.(args.data, { ...context, now: turn.at })
  return proposal?.ok === true && proposal.key === key
}

/** Whoever fell in before the half of it has not heard what they would agree to. */
function hasAnswered(turns: readonly TranscriptTurn[], proposedIn: number): boolean {
  const hasHeard = turns.some(
    (one) =>
      one.speaker === 'agent' &&
      one.turn >= proposedIn &&
      one.standing !== true &&
      one.text.trim() !== '' &&
      one.text.length * 2 >= one.planned.length,
  )
  const hasSpoken = turns.some(
    (one) => one.speaker === 'caller' && one.turn > proposedIn && /[\p{L}\p{N}]/u.test(one.text),
  )
  return hasHeard && hasSpoken
}
