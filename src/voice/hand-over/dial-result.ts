import type { FastifyInstance } from 'fastify'
import type { TransferOutcome } from '../../calls/journal-event.ts'
import { hangUp } from '../../twilio/twiml/flow.ts'
import type { Verb } from '../../twilio/twiml/render-twiml.ts'
import type { CallSteps } from '../call-steps.ts'
import { createSharedWork } from '../shared-work.ts'
import type { VoiceParts } from '../voice-parts.ts'
import { voicePaths } from '../voice-paths.ts'
import { controlRoute, type VoiceWebhook } from '../voice-route.ts'
import { finalStatusOf, type VoiceFields } from '../voice-webhooks.ts'

/** `POST /webhooks/voice/dial?attempt=`: what came of ringing a person, and how the caller goes on. */
export function registerDialResult(
  server: FastifyInstance,
  { parts, steps }: { parts: VoiceParts; steps: CallSteps },
): void {
  const once = createSharedWork<readonly Verb[]>()

  controlRoute(server, { parts, path: voicePaths.dial }, (webhook) =>
    once(`${webhook.fields.CallSid} ${attemptOf(webhook)}`, () => goOn(webhook)),
  )

  async function goOn(webhook: VoiceWebhook): Promise<readonly Verb[]> {
    const { fields } = webhook
    const outcome = transferOutcomeOf(fields)
    const step = await parts.switchboard.transferTried(fields.CallSid, {
      attempt: attemptOf(webhook),
      outcome,
      talkedSeconds: outcome === 'connected' ? fields.DialCallDuration : 0,
    })
    if (step.do !== 'unknown') return steps.verbsFor(step, webhook)
    // Two who have talked are done; a caller whom nobody took may be one of a process before this.
    return outcome === 'connected' ? [hangUp] : steps.resume(webhook)
  }
}

const outcomes: ReadonlyMap<string, TransferOutcome> = new Map(
  (['busy', 'no-answer', 'failed', 'canceled'] as const).map((one) => [one, one]),
)

/** Whoever picks up, or whatever does, has taken the call only when the caller was put through. */
export function transferOutcomeOf(fields: VoiceFields): TransferOutcome {
  const { DialBridged = 'true', DialCallStatus = '' } = fields
  const wasPickedUp = DialCallStatus === 'completed' || DialCallStatus === 'answered'
  if (wasPickedUp && DialBridged === 'true') return 'connected'
  // A caller who has hung up is past being put through to anybody else.
  if (finalStatusOf(fields)) return 'canceled'
  return wasPickedUp ? 'declined' : (outcomes.get(DialCallStatus) ?? 'failed')
}

function attemptOf({ query }: VoiceWebhook): number {
  const attempt = Number(query.get('attempt'))
  return Number.isInteger(attempt) ? attempt : 0
}
