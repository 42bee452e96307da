import { judgeCallbackAnswer, judgeControlAnswer } from './answer-checks.ts'
import { describeError } from '../errors.ts'
import { createDelays } from '../faults/webhook-faults.ts'
import type { Outstanding } from '../outstanding.ts'
import type { SendOutcome } from './signed-sender.ts'
import { createWebhookDelivery, targetOf } from './webhook-delivery.ts'
import type { WebhookDeliveryParts } from './webhook-delivery.ts'
import type { WebhookAnswer, WebhookRequest } from './webhook.ts'

/** Sends the server its webhooks, signed, as Twilio does. Never throws: a failure is an answer. */
export interface WebhookClient {
  /** A request on whose answer the call waits: at most 15 seconds, and one more try to connect. */
  control(request: WebhookRequest): Promise<WebhookAnswer>
  /**
   * A request that only tells. Whatever comes back changes nothing but the trace. `tellsAction`: it is
   * one of a verb's action, whose TwiML comes too late to be done and is no mistake.
   */
  inform(request: WebhookRequest, options?: { tellsAction: boolean }): Promise<void>
  /** Fetches a sound to be played. */
  media(request: { callSid: string; url: string }): Promise<MediaAnswer>
  readonly outstanding: Outstanding
  /** Gives up whatever is still under way. */
  close(): void
}

export type MediaAnswer =
  | { readonly ok: true; readonly contentType: string; readonly content: Buffer }
  | { readonly ok: false; readonly reason: string }

export function createWebhookClient(parts: WebhookDeliveryParts): WebhookClient {
  const { clock, witness } = parts
  const delivery = createWebhookDelivery(parts)
  const delays = createDelays(parts)

  async function ask(request: WebhookRequest): Promise<WebhookAnswer> {
    const answer = answerOf(await delivery.deliver(request).catch(failed))
    delays.answered(request.callSid)
    if (!answer.ok) {
      const { errorCode, reason } = answer
      const { callSid, url } = request
      witness.trace(callSid, 'from-server', { kind: 'webhook-failed', url, errorCode, reason })
    }
    return answer
  }

  async function tell(request: WebhookRequest, tellsAction: boolean): Promise<void> {
    if (delivery.closed.aborted) return
    const answer = await ask(request)
    if (!tellsAction || !answer.ok) judgeCallbackAnswer(request, { answer, witness })
  }

  return {
    async control(request) {
      await delays.ofControl(targetOf(request))
      const startedMs = clock.monotonicMs()
      const answer = await ask(request)
      judgeControlAnswer(request, { witness, tookMs: clock.monotonicMs() - startedMs })
      return answer
    },
    async inform(request, { tellsAction } = { tellsAction: false }) {
      const held = delays.ofInformational(targetOf(request))
      if (held === undefined) return await tell(request, tellsAction)
      // Nobody waits for what comes late, least of all the end of its call.
      void held.then(() => tell(request, tellsAction))
    },
    async media({ callSid, url }) {
      const request = { callSid, url, method: 'GET' as const, parameters: {} }
      const outcome = await delivery.deliverPlainly(request, { answerLimitBytes }).catch(failed)
      const answer = answerOf(outcome)
      if (!answer.ok) return { ok: false, reason: answer.reason }
      return outcome.kind === 'answered' ? { ...outcome, ok: true } : { ok: false, reason: '' }
    },
    outstanding: delivery.outstanding,
    close: () => delivery.close(),
  }
}

/** A fault of the carrier's own must not reach a callback that nobody awaits: that would end every call. */
function failed(error: unknown): SendOutcome {
  return { kind: 'broken', reason: `the carrier failed: ${describeError(error)}` }
}

/** Many minutes of telephone sound. */
const answerLimitBytes = 16 * 1024 * 1024

function answerOf(outcome: SendOutcome): WebhookAnswer {
  if (outcome.kind !== 'answered') {
    return { ok: false, errorCode: errorCodes[outcome.kind], reason: outcome.reason }
  }
  const { status, url, contentType, body } = outcome
  if (status >= 200 && status < 300) return { ok: true, url, contentType, body }
  return { ok: false, errorCode: 11_200, reason: `it answered with status ${status}` }
}

/** Twilio's numbers. */
const errorCodes: Readonly<Record<Exclude<SendOutcome['kind'], 'answered'>, number>> = {
  'not-connected': 11_205,
  'timed-out': 11_200,
  broken: 11_200,
  'too-large': 11_750,
  'too-many-redirects': 11_215,
  'not-reachable': 11_100,
}
