import type { FastifyInstance } from 'fastify'
import { isCallToken } from '../../twilio/call-token.ts'
import { hangUp } from '../../twilio/twiml/flow.ts'
import { gatherKey } from '../../twilio/twiml/gather.ts'
import { patientUrl } from '../../twilio/twiml/patient-url.ts'
import type { VoiceParts } from '../voice-parts.ts'
import { voicePaths } from '../voice-paths.ts'
import { controlRoute, type VoiceWebhook } from '../voice-route.ts'
import type { RingingPhones } from './ringing-phones.ts'
import { whisperWords } from './whisper-words.ts'

const keyWithinSeconds = 8

/**
 * `POST /webhooks/voice/whisper`: somebody has picked up a phone that we let ring. Only a key puts the
 * caller through, so that a voicemail never counts as a person.
 */
export function registerWhisper(
  server: FastifyInstance,
  { parts, ringing }: { parts: VoiceParts; ringing: RingingPhones },
): void {
  const { urls } = parts

  controlRoute(server, { parts, path: voicePaths.whisper }, (webhook) => {
    const callSid = calledFor(webhook)
    if (callSid === undefined) return Promise.resolve([hangUp])
    const step = ringing.find(callSid)
    const language = step?.agent.voice.language
    const accept = `${voicePaths.whisperAccept}?${webhook.query.toString()}`
    return Promise.resolve([
      gatherKey({
        prompt: { words: whisperWords(step), language },
        actionUrl: patientUrl(urls.http(accept)),
        timeoutSeconds: keyWithinSeconds,
      }),
      hangUp,
    ])
  })

  // Nothing more to play: the carrier puts the two through.
  controlRoute(server, { parts, path: voicePaths.whisperAccept }, async (webhook) => {
    const callSid = calledFor(webhook)
    if (callSid === undefined) return [hangUp]
    await parts.switchboard.personTookCall(callSid)
    return []
  })
}

/** The call for which this phone was rung, if the token says so too. */
function calledFor({ authTokens, fields, log, query }: VoiceWebhook): string | undefined {
  const callSid = query.get('call') ?? ''
  if (isCallToken(query.get('token') ?? '', { callSid, authTokens })) return callSid
  log.warn({ callSid: fields.CallSid }, 'A phone was picked up for a call that it does not prove')
  return undefined
}
