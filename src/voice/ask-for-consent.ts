import type { AnsweredCall } from '../calls/answered-call.ts'
import { redirect } from '../twilio/twiml/flow.ts'
import { gatherSpeech } from '../twilio/twiml/gather.ts'
import { patientUrl } from '../twilio/twiml/patient-url.ts'
import type { Verb } from '../twilio/twiml/render-twiml.ts'
import { sayVoice } from './say-voice.ts'
import type { VoiceParts } from './voice-parts.ts'
import { voicePaths } from './voice-paths.ts'

const answerWithinSeconds = 8

/** Tells who is speaking and asks whether a model may listen; the answer comes to a route of its own. */
export function askForConsent(
  { urls, words }: Pick<VoiceParts, 'urls' | 'words'>,
  { agent, opening }: Pick<AnsweredCall, 'agent' | 'opening'>,
  time = 1,
): readonly Verb[] {
  const { language, speaker } = agent.voice
  const { question, questionAgain } = words.consent
  const asked = time === 1 ? `${opening.notice} ${question}`.trim() : questionAgain
  const url = (query: string) => patientUrl(urls.http(`${voicePaths.consent}?time=${time}${query}`))
  return [
    gatherSpeech({
      prompt: { words: asked, language, voice: sayVoice(speaker) },
      actionUrl: url(''),
      language,
      timeoutSeconds: answerWithinSeconds,
      oneKey: true,
    }),
    redirect(url('&silent=1')),
  ]
}
