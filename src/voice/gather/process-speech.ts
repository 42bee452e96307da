import type { FastifyInstance } from 'fastify'
import type { LineEvent } from '../../calls/caller-line.ts'
import { withDeadline } from '../../lib/deadline.ts'
import { hangUp, redirect } from '../../twilio/twiml/flow.ts'
import { patientUrl } from '../../twilio/twiml/patient-url.ts'
import type { Verb } from '../../twilio/twiml/render-twiml.ts'
import { say } from '../../twilio/twiml/say.ts'
import type { CallSteps } from '../call-steps.ts'
import type { VoiceParts } from '../voice-parts.ts'
import { voicePaths } from '../voice-paths.ts'
import { controlRoute, type VoiceWebhook } from '../voice-route.ts'
import type { VoiceFields } from '../voice-webhooks.ts'
import { createArrivals } from './arrivals.ts'
import type { GatherCall, GatherRequest } from './gather-call.ts'
import type { GatherCalls } from './gather-calls.ts'

export interface ProcessSpeechParts {
  readonly parts: VoiceParts
  readonly gatherCalls: GatherCalls
  readonly steps: CallSteps
}

/** What is understood less than this is asked for again. */
const leastConfidence = 0.4

/** `POST /webhooks/process-speech`: what a caller said, keyed in, or did not say. */
export function registerProcessSpeech(server: FastifyInstance, own: ProcessSpeechParts): void {
  const { gatherCalls, parts, steps } = own
  const arrivals = createArrivals(own)

  controlRoute(server, { parts, path: voicePaths.processSpeech }, async (webhook) => {
    const receivedMs = parts.clock.monotonicMs()
    const { fields, requestToken } = webhook
    const event = eventOf(fields, requestToken)
    const known = gatherCalls.find(fields.CallSid)
    const told = known && !known.hasLeft ? await tell(known) : undefined
    // The process that has the call since is not the one that the carrier asks.
    if (told && !known?.hasLeft) return told
    const call = await arrivals.meet(webhook, event)
    return isCall(call) ? tell(call) : call

    function tell(to: GatherCall) {
      return to.answer({
        ...placeOf(webhook),
        event,
        receivedMs,
        afterwards: (withinMs) => afterwards(webhook, withinMs),
      })
    }
  })

  async function afterwards(webhook: VoiceWebhook, deadlineMs: number): Promise<readonly Verb[]> {
    const { clock, switchboard, urls, words } = parts
    const next = switchboard.goOn(webhook.fields.CallSid, { how: 'ended' })
    const limit = { deadlineMs, what: 'The next step of a call', clock }
    try {
      const step = await withDeadline(next, limit)
      if (step.do !== 'unknown') return steps.verbsFor(step, webhook)
      return switchboard.isClosing ? [say({ words: words.closing }), hangUp] : [hangUp]
    } catch {
      return [redirect(patientUrl(urls.http(voicePaths.resume)))]
    }
  }
}

function isCall(call: GatherCall | readonly Verb[]): call is GatherCall {
  return 'answer' in call
}

function eventOf(fields: VoiceFields, delivery: string | undefined): LineEvent {
  const { Confidence: confidence = 1, SpeechResult: speech = '' } = fields
  if (speech.trim() !== '' && confidence < leastConfidence) {
    return { type: 'caller-unclear', text: speech, confidence }
  }
  const text = wordsOf(fields)
  if (text === '') return { type: 'caller-silent' }
  return { type: 'caller-spoke', text, language: undefined, ...(delivery && { delivery }) }
}

/** Keys count as what was said, and as sure; the one that ends them is none of them. */
function wordsOf({ Digits = '', SpeechResult = '' }: VoiceFields): string {
  return SpeechResult.trim() === '' ? Digits.replaceAll('#', '').trim() : SpeechResult
}

function placeOf({
  query,
  requestToken,
}: VoiceWebhook): Pick<GatherRequest, 'step' | 'more' | 'requestToken'> {
  return {
    step: countIn(query, 'step'),
    more: countIn(query, 'more') ?? 0,
    requestToken,
  }
}

function countIn(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name) ?? ''
  return /^\d{1,4}$/.test(value) ? Number(value) : undefined
}
