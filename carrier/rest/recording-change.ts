import type { Call } from '../call.ts'
import type { Recording, RecordingOrder } from '../recording/recording.ts'
import { isOngoing } from '../recording/recording.ts'
import type { Recordings } from '../recording/recordings.ts'
import { RelaySession } from '../relay/relay-session.ts'
import { oneOf } from './recording-order.ts'
import type { Fields } from './fields.ts'
import { RefusedRequest } from './refused-request.ts'

/** Begins to record a call that is talked on. @throws {RefusedRequest} */
export function startRecording(
  call: Call,
  { order, recordings }: { order: RecordingOrder; recordings: Recordings },
): Recording {
  const isTalkedOn = call.state().status === 'in-progress'
  // Twilio takes up no recording while the call is on the relay.
  if (!isTalkedOn || call.listener instanceof RelaySession) throw notEligible()
  return recordings.start(call, order)
}

/** Pauses, stops, or goes on with what is being recorded. @throws {RefusedRequest} with nothing changed. */
export function changeRecording(
  recording: Recording,
  { fields, recordings }: { fields: Fields; recordings: Recordings },
): void {
  const status = oneOf(fields, { name: 'Status', known: ['in-progress', 'paused', 'stopped'] })
  const behaviour = oneOf(fields, { name: 'PauseBehavior', known: ['silence', 'skip'] as const })
  if (status === undefined) throw new RefusedRequest('Status is required', { twilioCode: 21_220 })
  if (!isOngoing(recording)) throw notEligible()
  if (status === 'paused') recordings.pause(recording.sid, behaviour ?? 'silence')
  else if (status === 'stopped') recordings.stop(recording.sid)
  else recordings.goOn(recording.sid)
}

function notEligible(): RefusedRequest {
  const message = 'Requested resource is not eligible for recording'
  return new RefusedRequest(message, { twilioCode: 21_220 })
}
