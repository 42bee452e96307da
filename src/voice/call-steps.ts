import type { AnsweredCall, IncomingCall } from '../calls/answered-call.ts'
import type { CallChannel } from '../calls/call.ts'
import type { NextStep } from '../calls/next-step.ts'
import { assertNever } from '../lib/errors.ts'
import { hangUp } from '../twilio/twiml/flow.ts'
import type { Verb } from '../twilio/twiml/render-twiml.ts'
import { say } from '../twilio/twiml/say.ts'
import { askForConsent } from './ask-for-consent.ts'
import { talkInWords } from './conversation-relay/talk-in-words.ts'
import type { GatherCalls } from './gather/gather-calls.ts'
import type { RingingPhones } from './hand-over/ringing-phones.ts'
import type { SessionNames } from './media-streams/session-names.ts'
import { talkInSound } from './media-streams/talk-in-sound.ts'
import type { VoiceParts } from './voice-parts.ts'
import type { VoiceWebhook } from './voice-route.ts'
import { callOf, finalStatusOf, isPartOfAnother } from './voice-webhooks.ts'

/** What the domain decides about a call, as the carrier is told it. */
export interface CallSteps {
  /** Answers a call, or tells again how it was answered. */
  answer(call: IncomingCall, account: SigningAccount): Promise<readonly Verb[]>
  /** What is told for a step of a call. */
  verbsFor(step: NextStep, account: SigningAccount): readonly Verb[]
  /** Answers anew a call that is in no book: something has to be said. */
  resume(webhook: VoiceWebhook, channel?: CallChannel): Promise<readonly Verb[]>
  /** What is told where no agent can say anything. */
  readonly sorry: readonly Verb[]
}

export interface SigningAccount {
  readonly authToken: string
}

export function createCallSteps({
  gatherCalls,
  parts,
  ringing,
  sessions,
}: {
  gatherCalls: GatherCalls
  parts: VoiceParts
  ringing: RingingPhones
  sessions: SessionNames
}): CallSteps {
  const { switchboard, urls, words } = parts

  function talk(answered: AnsweredCall, { authToken }: SigningAccount): readonly Verb[] {
    const { asksConsent, channel } = answered
    if (channel === 'gather') return gatherCalls.begin(answered)
    if (channel === 'relay') return talkInWords(urls, { ...answered, authToken })
    if (asksConsent) return askForConsent(parts, answered)
    return talkInSound({ parts, sessions }, { ...answered, authToken })
  }

  const steps: CallSteps = {
    sorry: [say({ words: words.connectionLost }), hangUp],
    async answer(call, account) {
      const answered = await switchboard.answer(call)
      if (answered === 'over') return [hangUp]
      if (answered === 'closing') return [say({ words: words.closing }), hangUp]
      return talk(answered, account)
    },
    async resume(webhook, channel) {
      const { fields, log } = webhook
      log.warn({ callSid: fields.CallSid }, 'A call goes on that nobody here knows')
      // Whoever picks up a phone that we let ring is nobody for the agent to talk with.
      if (finalStatusOf(fields) || isPartOfAnother(fields)) return [hangUp]
      const answered = await switchboard.answer({ ...callOf(fields), channel })
      if (answered === 'closing') return [say({ words: words.closing }), hangUp]
      return answered === 'over' ? steps.sorry : talk(answered, webhook)
    },
    verbsFor(step, account) {
      switch (step.do) {
        case 'talk':
          return talk(step.answered, account)
        case 'ring':
          return ringing.verbsFor(step, account)
        case 'hang-up':
          return step.words === '' ? [hangUp] : [say({ words: step.words }), hangUp]
        case 'unknown':
          return steps.sorry
        default:
          return assertNever(step)
      }
    },
  }
  return steps
}
