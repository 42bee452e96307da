import type { LineEvent } from '../../calls/caller-line.ts'
import { hangUp } from '../../twilio/twiml/flow.ts'
import type { Verb } from '../../twilio/twiml/render-twiml.ts'
import { say } from '../../twilio/twiml/say.ts'
import type { CallSteps } from '../call-steps.ts'
import { createSharedWork } from '../shared-work.ts'
import type { VoiceParts } from '../voice-parts.ts'
import type { VoiceWebhook } from '../voice-route.ts'
import { callOf, finalStatusOf } from '../voice-webhooks.ts'
import type { GatherCall } from './gather-call.ts'
import type { GatherCalls } from './gather-calls.ts'

/**
 * Callers whose words come here without a talk of ours: after a restart, from somebody else's TwiML, or
 * from a channel that did not work.
 */
export interface Arrivals {
  /** The call to give the words to; or what is to be done instead. */
  meet(webhook: VoiceWebhook, event: LineEvent): Promise<GatherCall | readonly Verb[]>
}

export function createArrivals({
  gatherCalls,
  parts,
  steps,
}: {
  gatherCalls: GatherCalls
  parts: VoiceParts
  steps: CallSteps
}): Arrivals {
  const { switchboard, words } = parts
  /** One arrival for each call, also when its request comes twice at a time. */
  const once = createSharedWork<GatherCall | readonly Verb[]>()

  async function meet(webhook: VoiceWebhook, event: LineEvent) {
    const { fields } = webhook
    const sid = fields.CallSid
    if (finalStatusOf(fields)) return [hangUp]
    const isHere = await switchboard.takeUp(sid)
    if (isHere) return welcomeBack(webhook, event)
    const answered = await switchboard.answer({ ...callOf(fields), channel: 'gather' })
    if (answered === 'over') return [hangUp]
    if (answered === 'closing') return [say({ words: words.closing }), hangUp]
    // Whoever says nothing is told who is there.
    const isSilent = event.type === 'caller-silent' || answered.isElsewhere
    return isSilent ? steps.verbsFor({ do: 'talk', answered }, webhook) : gatherCalls.join(answered)
  }

  /** Everything that was said is known; the caller need not notice more than a pause. */
  async function welcomeBack(webhook: VoiceWebhook, event: LineEvent) {
    const { CallSid: sid } = webhook.fields
    const step = await switchboard.goOn(sid, { how: 'broken', reason, instead: 'gather' })
    if (step.do !== 'talk' || event.type === 'caller-silent') return steps.verbsFor(step, webhook)
    return gatherCalls.join(step.answered)
  }

  return {
    meet: (webhook, event) => once(webhook.fields.CallSid, () => meet(webhook, event)),
  }
}

const reason = 'What the caller said came as a form'
