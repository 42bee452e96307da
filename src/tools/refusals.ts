import type { ToolResult } from '../calls/tool.ts'

/** The call has another owner by now, so nothing was written. */
export const takenOver: ToolResult = {
  ok: false,
  reason: 'taken-over',
  detail: 'This call is being continued elsewhere. Nothing was written down here.',
}

/** The record that came back belongs to somebody else: nothing of it is told to this caller. */
export const otherCall: ToolResult = {
  ok: false,
  reason: 'failed',
  detail: 'What came back was the record of another caller. Nothing is certain about this one.',
}
