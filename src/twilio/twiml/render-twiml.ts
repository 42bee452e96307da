import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js'

/** One thing that the carrier is told to do with a call. */
export type Verb = (response: VoiceResponse) => void

/** TwiML that does these one after the other. After the last, the carrier hangs up or goes on alone. */
export function renderTwiml(verbs: readonly Verb[]): string {
  const response = new VoiceResponse()
  for (const verb of verbs) verb(response)
  return response.toString()
}
