import { recordingUrl } from '../recording/recording-callback.ts'
import type { Recording } from '../recording/recording.ts'
import { twilioDate } from '../twilio-date.ts'

/** A recording as REST shows it. */
export function recordingResource(
  recording: Recording,
  { accountSid, restUrl }: { accountSid: string; restUrl: string },
) {
  const { sid, callSid, started, updated, status, channels, source, sides, seconds } = recording
  const path = `/2010-04-01/Accounts/${accountSid}/Recordings/${sid}`
  return {
    sid,
    account_sid: accountSid,
    call_sid: callSid,
    conference_sid: null,
    api_version: '2010-04-01',
    status,
    source,
    channels,
    track: sides,
    start_time: twilioDate(started),
    duration: seconds === undefined ? null : String(seconds),
    date_created: twilioDate(started),
    date_updated: twilioDate(updated),
    price: null,
    price_unit: 'USD',
    error_code: null,
    encryption_details: null,
    media_url: recordingUrl({ accountSid }, { restUrl, sid }),
    uri: `${path}.json`,
    subresource_uris: {
      transcriptions: `${path}/Transcriptions.json`,
      add_on_results: `${path}/AddOnResults.json`,
    },
  }
}
