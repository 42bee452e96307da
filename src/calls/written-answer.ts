import type { Answer } from './answer.ts'
import type { CallRecorder } from './call-recorder.ts'
import { claimsWithoutReceipt } from './claims.ts'
import { flagCall } from './flag-call.ts'
import type { LiveCall } from './live-call.ts'

/** What of an answer belongs into the record, whoever gave it and on whatever channel. */
export type AnswerToWrite = Pick<Answer, 'brain' | 'failure' | 'planned'> &
  Partial<Pick<Answer, 'switches' | 'used'>>

/** Writes down an answer that was planned; all of it in one tick, so that it goes into the journal together. */
export function writeDownAnswer(
  { live, recorder }: { live: LiveCall; recorder: CallRecorder },
  turn: number,
  { brain, planned, failure, switches = [], used = [] }: AnswerToWrite,
): void {
  for (const { type: _, ...payload } of switches) {
    void recorder.record({ kind: 'brain-switched', payload: { turn, ...payload } })
  }
  for (const { brain: asked, usage } of used) {
    void recorder.record({ kind: 'brain-used', payload: { turn, brain: asked, ...usage } })
  }
  if (failure !== undefined) {
    void recorder.record({ kind: 'brain-failed', payload: { turn, reason: failure } })
  }
  if (planned === '') return
  void recorder.record({
    kind: 'agent-planned',
    payload: { turn, text: planned, brain },
  })
  for (const detail of claimsWithoutReceipt({ said: planned, turns: live.turns })) {
    flagCall({ live, recorder }, { flag: 'claim-without-receipt', turn, detail })
  }
}
