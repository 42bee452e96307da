import type { ToolRefusal } from '../../calls/tool.ts'
import type { ToolTurn } from '../../calls/transcript.ts'

/** Whether a tool cannot be used in this call at all, so that the wish is served in another way or not. */
export function isUnusable({ tool }: ToolTurn, reason: ToolRefusal): boolean {
  // The list takes only the number of this call, and that one is not to be had.
  const isNumberMissing = tool === 'stop-calls' && reason === 'wrong-arguments'
  return reason === 'unknown-tool' || reason === 'not-allowed' || isNumberMissing
}
