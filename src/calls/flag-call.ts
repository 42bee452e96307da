import type { CallFlag } from './call.ts'
import type { CallRecorder } from './call-recorder.ts'
import type { LiveCall } from './live-call.ts'

/** Marks a call for a person to look at: whoever watches it sees it, and the record keeps what it was about. */
export function flagCall(
  { live, recorder }: { readonly live: LiveCall; readonly recorder: CallRecorder },
  about: { readonly flag: CallFlag; readonly turn: number; readonly detail: string },
): void {
  live.flagged(about.flag)
  void recorder.record({ kind: 'flagged', payload: about })
}
