import type { CallRecorder } from './call-recorder.ts'
import type { LiveCall } from './live-call.ts'
import type { ToolTurn } from './transcript.ts'

/** Writes down what the house did for a caller by itself, as if the agent had used a tool. */
export function noteToolUsed(
  { live, recorder }: { readonly live: LiveCall; readonly recorder: CallRecorder },
  used: ToolTurn,
): void {
  const { turn, toolCallId, tool, result } = used
  live.usedTool(used)
  void recorder.record({
    kind: 'tool-done',
    payload: { turn, toolCallId, tool, result, tookMs: 0 },
  })
}
