import type { CarrierAccount } from '../account.ts'
import { twilioDate } from '../twilio-date.ts'
import type { Recording, RecordingEvent } from './recording.ts'

/** The events that were asked for by name; the end alone where none was, or none is one. */
export function recordingEventsOf(names: readonly string[]): ReadonlySet<RecordingEvent> {
  const asked = new Set(recordingEvents.filter((event) => names.includes(event)))
  return asked.size > 0 ? asked : new Set(['completed'])
}

const recordingEvents: readonly RecordingEvent[] = ['in-progress', 'completed', 'absent']

/** Where a recording is on REST, without what its name ends in. */
export function recordingUrl(
  { accountSid }: Pick<CarrierAccount, 'accountSid'>,
  { restUrl, sid }: { restUrl: string; sid: string },
): string {
  return `${restUrl}/2010-04-01/Accounts/${accountSid}/Recordings/${sid}`
}

/** What a callback says of a recording. */
export function recordingParameters(
  recording: Recording,
  { account, restUrl }: { account: CarrierAccount; restUrl: string },
): Record<string, string> {
  const { sid, callSid, status, channels, source, started, sides, seconds } = recording
  return {
    AccountSid: account.accountSid,
    CallSid: callSid,
    RecordingSid: sid,
    RecordingUrl: recordingUrl(account, { restUrl, sid }),
    RecordingStatus: status,
    ...(seconds !== undefined && { RecordingDuration: String(seconds) }),
    RecordingChannels: String(channels),
    RecordingSource: source,
    RecordingStartTime: twilioDate(started),
    RecordingTrack: sides,
    ErrorCode: '0',
  }
}
