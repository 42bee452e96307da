import type { CallEvent } from './call-event.ts'
import type { CallRecorder, RecordingState } from './call-recorder.ts'
import { flagCall } from './flag-call.ts'
import type { LiveCall } from './live-call.ts'
import { lastTurnOf } from './transcript.ts'

/** Tells those who watch a call, and the call's own record, where it is written down from now on. */
export interface RecordingNews {
  changed(recorder: CallRecorder, news: { state: RecordingState; reason: string }): void
}

export function createRecordingNews({
  sid,
  live,
  publish,
  onTakenOver,
}: {
  sid: string
  live: LiveCall
  publish: (event: CallEvent) => void
  onTakenOver: () => void
}): RecordingNews {
  return {
    changed(recorder, { state, reason }) {
      publish({ type: 'recording-changed', callSid: sid, mode: state, reason })
      if (state === 'taken-over') return onTakenOver()
      void recorder.record({ kind: 'mode-changed', payload: { mode: state, reason } })
      if (state !== 'not-recorded') return
      const turn = lastTurnOf(live.turns)
      flagCall({ live, recorder }, { flag: 'not-recorded', turn, detail: reason })
    },
  }
}
