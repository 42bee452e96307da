import type { ToolResult } from '../../calls/tool.ts'
import type { ToolTurn } from '../../calls/transcript.ts'
import type { ToolAnswer, ToolUse } from '../dialogue.ts'
import { fenced } from './fence.ts'

/**
 * A tool that was used, as a request may hold it. Ids and names are made safe: they may come from another
 * brain, whose vendor had other rules, or from a model that made them up.
 */
export function toolStep(turn: ToolTurn, count: number): { use: ToolUse; answer: ToolAnswer } {
  const id = `use_${count}`
  const tool = turn.tool.replaceAll(/[^\w-]/g, '_').slice(0, 64) || 'unknown'
  return {
    use: { id, tool, arguments: argumentsOf(turn) },
    answer: { id, text: resultInWords(turn.result), ok: turn.result.ok },
  }
}

/** The same for a request in which no tools are offered, where vendors accept no tool steps either. */
export function toolInWords(turn: ToolTurn): string {
  return `${fenced('event', `You used ${turn.tool}.`)}\n${resultInWords(turn.result)}`
}

function argumentsOf({ arguments: args }: ToolTurn): Record<string, unknown> {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) {
    return args === undefined ? {} : wellFormed({ unreadable: args })
  }
  return wellFormed(args)
}

/** Vendors refuse half characters, in this request and in all that follow it in the call. */
function wellFormed(args: object): Record<string, unknown> {
  const repaired: unknown = JSON.parse(JSON.stringify(args), (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  )
  return { ...(repaired as Record<string, unknown>) }
}

/** What a tool answered. References are rows of the database, and nothing to tell a caller. */
export function resultInWords(result: ToolResult): string {
  const told = result.ok
    ? { done: result.receipt.kind, summary: result.receipt.summary, facts: result.receipt.facts }
    : { notDone: result.reason, detail: result.detail }
  return fenced('tool_result', JSON.stringify(told))
}
