import { withDeadline } from '../lib/deadline.ts'
import type { Call } from './call.ts'
import type { NewCall, OpenedCall } from './call-book.ts'
import { createCallRecorder, type CallRecorder, type RecordedCall } from './call-recorder.ts'
import type { JournalEntry } from './journal-event.ts'
import { createLiveCall, type LiveCall, type LiveCallParts } from './live-call.ts'
import { createRecordingNews } from './recording-news.ts'
import type { SwitchboardParts } from './switchboard-parts.ts'

/** A call that has its record, or will have it as soon as records can be written again. */
export interface OpenCall {
  /** The call as it is known now: its customer and epoch come with its record. */
  readonly call: () => Call
  readonly callerName: () => string | undefined
  readonly recorder: CallRecorder
  readonly live: LiveCall
}

export type RecordParts = Pick<
  SwitchboardParts,
  'calls' | 'clock' | 'journal' | 'local' | 'publish'
>

/** The carrier waits for our answer, so a book that does not answer is not waited for. */
const openWithinMs = 1_000

/**
 * Opens the record of a call. Never rejects: without a record the call goes on from memory. `known`: the book
 * has had it before, or does not say in time.
 */
export async function openCall(
  parts: RecordParts,
  { newCall, onTakenOver }: { newCall: NewCall; onTakenOver: () => void },
): Promise<{ open: OpenCall; known: OpenedCall | undefined }> {
  const { calls, clock } = parts
  let known: OpenedCall | undefined
  let opening: Promise<OpenedCall> | undefined

  function openRow(): Promise<OpenedCall> {
    opening ??= calls.open(newCall).then((opened) => (known = opened))
    // A failed try is not remembered: the recorder asks again until the record is there.
    opening.catch(() => (opening = undefined))
    return opening
  }

  const limit = { deadlineMs: openWithinMs, what: 'Opening the record of a call', clock }
  await withDeadline(openRow(), limit).catch(() => undefined)
  const open = recordedCall(parts, {
    sid: newCall.sid,
    call: () => known?.call ?? { ...newCall, customerId: undefined, epoch: 1 },
    callerName: () => known?.callerName,
    openRow: async () => {
      const opened = await openRow()
      return { ...opened.call, lastSeq: opened.lastSeq }
    },
    onTakenOver,
  })
  return { open, known }
}

export interface CallToRecord extends Pick<LiveCallParts, 'call' | 'callerName' | 'before'> {
  readonly sid: string
  readonly openRow: () => Promise<RecordedCall>
  /** Entries that are kept on this machine, and not in the journal yet. */
  readonly kept?: readonly JournalEntry[]
  /** Entries that the journal has. */
  readonly written?: readonly JournalEntry[]
  readonly onTakenOver: () => void
}

/** A call with what writes it down and what shows it. */
export function recordedCall(
  { clock, journal, local, publish }: RecordParts,
  { sid, call, callerName, before, openRow, kept, written, onTakenOver }: CallToRecord,
): OpenCall {
  const live = createLiveCall({
    call,
    callerName,
    now: () => clock.now(),
    publish,
    ...(before && { before }),
  })
  const news = createRecordingNews({ sid, live, publish, onTakenOver })
  const recorder = createCallRecorder({
    journal,
    local,
    clock,
    call,
    openCall: openRow,
    ...(kept && { kept }),
    ...(written && { written }),
    onRecorded: (entries) =>
      entries.forEach((entry) => publish({ type: 'entry-recorded', callSid: sid, entry })),
    onStateChanged: (state, reason) => news.changed(recorder, { state, reason }),
  })
  return { call, callerName, recorder, live }
}
