import type { FastifyInstance } from 'fastify'
import type { AnsweredCall } from '../calls/answered-call.ts'
import { hangUp } from '../twilio/twiml/flow.ts'
import type { Verb } from '../twilio/twiml/render-twiml.ts'
import { say } from '../twilio/twiml/say.ts'
import { askForConsent } from './ask-for-consent.ts'
import type { CallSteps } from './call-steps.ts'
import { consentIn } from './consent-answer.ts'
import { createRepeatedAnswers } from './repeated-answers.ts'
import type { VoiceParts } from './voice-parts.ts'
import { voicePaths } from './voice-paths.ts'
import { controlRoute, type VoiceWebhook } from './voice-route.ts'
import { callOf, finalStatusOf } from './voice-webhooks.ts'

/** How often a caller is asked. */
const mostQuestions = 2

/**
 * `POST /webhooks/voice/consent?time=`: what a caller answers who was asked whether a model may listen. Until
 * there is a yes, it hears nothing of them; without one the call ends, and somebody calls back.
 */
export function registerConsent(
  server: FastifyInstance,
  { parts, steps }: { parts: VoiceParts; steps: CallSteps },
): void {
  const { switchboard, words } = parts
  const once = createRepeatedAnswers<readonly Verb[]>(parts.clock)

  controlRoute(server, { parts, path: voicePaths.consent }, async (webhook) => {
    if (finalStatusOf(webhook.fields)) return [hangUp]
    const request = `${webhook.fields.CallSid}?${webhook.query.toString()}`
    return once(request, () => answerTo(webhook))
  })

  async function answerTo(webhook: VoiceWebhook): Promise<readonly Verb[]> {
    const { CallSid, Digits = '', SpeechResult = Digits } = webhook.fields
    const answer = consentIn(webhook.fields)
    const time = Number(webhook.query.get('time')) || 1
    if (answer === 'unclear' && time < mostQuestions) return askAgain(webhook, time + 1)
    const step = await switchboard.consentAnswered(CallSid, {
      given: answer === 'yes',
      words: SpeechResult,
    })
    if (step.do !== 'talk') return steps.verbsFor(step, webhook)
    const answered = { ...step.answered, opening: withoutNotice(step.answered) }
    return steps.verbsFor({ ...step, answered }, webhook)
  }

  async function askAgain({ fields }: VoiceWebhook, time: number): Promise<readonly Verb[]> {
    const answered = await switchboard.answer(callOf(fields))
    if (answered === 'over') return [hangUp]
    if (answered === 'closing') return [say({ words: words.closing }), hangUp]
    return askForConsent(parts, answered, time)
  }
}

/** It was part of the question. */
function withoutNotice({ opening }: AnsweredCall): AnsweredCall['opening'] {
  const { notice, words } = opening
  return { notice, words: words.startsWith(notice) ? words.slice(notice.length).trim() : words }
}
