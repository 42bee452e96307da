import type { AnsweredCall } from '../../calls/answered-call.ts'
import { callToken } from '../../twilio/call-token.ts'
import { connectRelay } from '../../twilio/twiml/connect-relay.ts'
import { patientUrl } from '../../twilio/twiml/patient-url.ts'
import type { Verb } from '../../twilio/twiml/render-twiml.ts'
import type { PublicUrls } from '../public-urls.ts'
import { voicePaths } from '../voice-paths.ts'

/** Connects the caller's words to us, the first of ours with them. */
export function talkInWords(
  urls: PublicUrls,
  { agent, authToken, call, opening }: AnsweredCall & { readonly authToken: string },
): readonly Verb[] {
  return [
    connectRelay({
      actionUrl: patientUrl(urls.http(voicePaths.resume)),
      socketUrl: urls.socket(voicePaths.relaySocket),
      welcomeGreeting: opening.words,
      language: agent.voice.language,
      speaker: agent.voice.speaker,
      token: callToken({ callSid: call.sid, authToken }),
    }),
  ]
}
