import type { ToolTurn } from '../../calls/transcript.ts'
import type { Reception } from './reception.ts'

/** The same call of the same turn has the same name, also after a restart. */
export function toolCallIdOf(tool: string, { turn, results }: Reception): string {
  const before = results.filter((result) => result.tool === tool).length
  return `turn-${turn}-${tool}${before === 0 ? '' : `-${before + 1}`}`
}

/** Whether the receptionist called this tool, and not another brain that answered before it. */
export function isOwnCall({ toolCallId, tool }: ToolTurn): boolean {
  return /^turn-\d+-/.test(toolCallId) && toolCallId.includes(tool)
}
