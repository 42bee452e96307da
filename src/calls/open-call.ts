import { withDeadline } from '../lib/deadline.ts'
import type { Call } from './call.ts'
import type { NewCall, OpenedCall } from './call-book.ts'
import { createCallRecorder, type CallRecorder, type RecordingState } from './call-recorder.ts'
import { createLiveCall, type LiveCall } from './live-call.ts'
import type { SwitchboardParts } from './switchboard-parts.ts'

/** A call that has its record, or will have it as soon as records can be written again. */
export interface OpenCall {
  /** The call as it is known now: its customer and epoch come with its record. */
  readonly call: () => Call
  readonly callerName: () => string | undefined
  readonly recorder: CallRecorder
  readonly live: LiveCall
  /** The carrier asks about a call that has ended already. */
  readonly isOver: boolean
}

/** The carrier waits for our answer, so a book that does not answer is not waited for. */
const openWithinMs = 1_000

/** Opens the record of a call. Never rejects: without a record the call goes on from memory. */
export async function openCall(
  { calls, clock, journal, publish }: SwitchboardParts,
  newCall: NewCall,
): Promise<OpenCall> {
  let known: OpenedCall | undefined
  let opening: Promise<OpenedCall> | undefined
  const call = (): Call => known?.call ?? { ...newCall, customerId: undefined, epoch: 1 }
  const callerName = () => known?.callerName

  function open(): Promise<OpenedCall> {
    opening ??= calls.open(newCall).then((opened) => (known = opened))
    // A failed try is not remembered: the recorder asks again until the record is there.
    opening.catch(() => (opening = undefined))
    return opening
  }

  const live = createLiveCall({ call, callerName, now: () => clock.now(), publish })
  const recorder = createCallRecorder({
    journal,
    clock,
    openCall: async () => {
      const opened = await open()
      return { ...opened.call, lastSeq: opened.lastSeq }
    },
    onRecorded: (entries) =>
      entries.forEach((entry) => publish({ type: 'entry-recorded', callSid: newCall.sid, entry })),
    onStateChanged: recordingChanged,
  })
  const limit = { deadlineMs: openWithinMs, what: 'Opening the record of a call', clock }
  await withDeadline(open(), limit).catch(() => undefined)

  function recordingChanged(state: RecordingState, reason: string) {
    const recorded = state === 'recorded'
    publish({ type: 'recording-changed', callSid: newCall.sid, recorded, reason })
    if (state === 'taken-over') return
    void recorder.record({ kind: 'mode-changed', payload: { mode: state, reason } })
    if (recorded) return
    const turn = live.turns.at(-1)?.turn ?? 0
    void recorder.record({
      kind: 'flagged',
      payload: { flag: 'not-recorded', turn, detail: reason },
    })
    live.flagged('not-recorded')
  }

  return { call, callerName, recorder, live, isOver: known?.isOver ?? false }
}
