import type { AnsweredCall } from '../../calls/answered-call.ts'
import { callToken } from '../../twilio/call-token.ts'
import { connectStream } from '../../twilio/twiml/connect-stream.ts'
import { redirect } from '../../twilio/twiml/flow.ts'
import { patientUrl } from '../../twilio/twiml/patient-url.ts'
import type { Verb } from '../../twilio/twiml/render-twiml.ts'
import { say } from '../../twilio/twiml/say.ts'
import { sayVoice } from '../say-voice.ts'
import type { VoiceParts } from '../voice-parts.ts'
import { voicePaths } from '../voice-paths.ts'
import type { SessionNames } from './session-names.ts'

export interface TalkInSoundParts {
  readonly parts: Pick<VoiceParts, 'urls' | 'words'>
  readonly sessions: SessionNames
}

/**
 * Says the first words and connects the caller's sound to us: nobody hears the caller before these words were
 * heard. What comes after the stream is for when it breaks: the carrier does it though we may not be there any
 * more, and an end that we want comes to the call by other orders.
 */
export function talkInSound(
  { parts: { urls, words }, sessions }: TalkInSoundParts,
  { agent, authToken, call, opening }: AnsweredCall & { readonly authToken: string },
): readonly Verb[] {
  const { language, speaker } = agent.voice
  const voice = sayVoice(speaker)
  const session = sessions.next(call.sid)
  const query = new URLSearchParams({ session, lost: 'stream' })
  return [
    say({ words: opening.words, language, voice }),
    connectStream({
      socketUrl: urls.socket(voicePaths.mediaSocket),
      parameters: { token: callToken({ callSid: call.sid, authToken }), session },
    }),
    say({ words: words.oneMoment, language, voice }),
    redirect(patientUrl(urls.http(`${voicePaths.resume}?${query.toString()}`))),
  ]
}
