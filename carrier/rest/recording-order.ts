import { recordingEventsOf } from '../recording/recording-callback.ts'
import type { RecordingCallback, RecordingOrder } from '../recording/recording.ts'
import type { RecordedSides } from '../recording/recorded-sound.ts'
import type { Fields } from './fields.ts'
import { RefusedRequest } from './refused-request.ts'

/**
 * How the server wants a call to be recorded.
 * @throws {RefusedRequest}
 */
export function readRecordingOrder(
  fields: Fields,
  source: RecordingOrder['source'],
): RecordingOrder {
  const channels = oneOf(fields, { name: 'RecordingChannels', known: ['mono', 'dual'] as const })
  const sides = oneOf(fields, { name: 'RecordingTrack', known: knownSides })
  return {
    source,
    channels: channels === 'dual' ? 2 : 1,
    sides: sides ?? 'both',
    callback: readCallback(fields),
  }
}

/** Whether a call is to be recorded from its answer on. @throws {RefusedRequest} */
export function wantsRecording(fields: Fields): boolean {
  return oneOf(fields, { name: 'Record', known: ['true', 'false'] as const }) === 'true'
}

/** One of the values that a field may have. @throws {RefusedRequest} */
export function oneOf<Value extends string>(
  fields: Fields,
  { name, known }: { name: string; known: readonly Value[] },
): Value | undefined {
  const text = fields.text(name)
  const value = known.find((one) => one.toLowerCase() === text?.toLowerCase())
  if (text === undefined || value !== undefined) return value
  const message = `${name} must be one of ${known.join(', ')}: ${text}`
  throw new RefusedRequest(message, { twilioCode: 20_001 })
}

const knownSides: readonly RecordedSides[] = ['both', 'inbound', 'outbound']

function readCallback(fields: Fields): RecordingCallback | undefined {
  const endpoint = fields.endpoint('RecordingStatusCallback', 'RecordingStatusCallbackMethod')
  if (endpoint === undefined) return undefined
  // The official client repeats the field, others write the events into one.
  const names = fields.all('RecordingStatusCallbackEvent').flatMap((value) => value.split(/[\s,]+/))
  return { ...endpoint, events: recordingEventsOf(names) }
}
