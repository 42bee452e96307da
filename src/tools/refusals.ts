import type { ToolResult } from '../calls/tool.ts'

/** The call has another owner by now, so nothing was written. */
export const takenOver: ToolResult = {
  ok: false,
  reason: 'taken-over',
  detail: 'This call is being continued elsewhere. Nothing was written down here.',
}
