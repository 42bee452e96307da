import type { Endpoint } from '../twiml/twiml-source.ts'
import type { RecordedSides, RecordedSound } from './recorded-sound.ts'

/** How a call is to be recorded. */
export interface RecordingOrder {
  readonly source: 'OutboundAPI' | 'StartCallRecordingAPI'
  readonly channels: 1 | 2
  readonly sides: RecordedSides
  readonly callback: RecordingCallback | undefined
}

export type RecordingEvent = 'in-progress' | 'completed' | 'absent'

/** Who wants to be told of a recording, and of what. */
export interface RecordingCallback extends Endpoint {
  readonly events: ReadonlySet<RecordingEvent>
}

/** Of a call being recorded, or of its recording afterwards; one that was deleted is not there. */
export type RecordingStatus =
  | 'in-progress'
  | 'paused'
  | 'stopped'
  | 'processing'
  | 'completed'
  /** There was no sound. */
  | 'absent'

export interface Recording extends RecordingOrder {
  readonly sid: string
  readonly callSid: string
  readonly started: Date
  readonly updated: Date
  readonly status: RecordingStatus
  /** Whole seconds; nothing while it is recorded. */
  readonly seconds: number | undefined
  /** What there is to hear of it; nothing before it is completed, and when there was no room to keep it. */
  file(channels: 1 | 2): Buffer | undefined
}

/** Whether more may be recorded. */
export function isOngoing({ status }: Pick<Recording, 'status'>): boolean {
  return status === 'in-progress' || status === 'paused'
}

/** A recording as whoever makes it sees it. */
export interface RecordingInHand extends Recording {
  status: RecordingStatus
  updated: Date
  seconds: number | undefined
  sound: RecordedSound | undefined
}
