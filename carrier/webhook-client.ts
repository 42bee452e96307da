import type { Clock } from './clock.ts'
import { connectionOverridesOf } from './connection-overrides.ts'
import type { ConnectionOverrides, RetryCause } from './connection-overrides.ts'
import { assertNever } from './errors.ts'
import { createOutstanding } from './outstanding.ts'
import type { Outstanding } from './outstanding.ts'
import type { Random } from './random.ts'
import type { ServerAddress } from './server-address.ts'
import { createSignedSender } from './signed-sender.ts'
import type { SendOutcome, WebhookRequest } from './signed-sender.ts'
import type { Witness } from './witness.ts'

/** Sends the server its webhooks, signed, as Twilio does. Never throws: a failure is an answer. */
export interface WebhookClient {
  /** A request on whose answer the call waits: at most 15 seconds, and one more try to connect. */
  control(request: WebhookRequest): Promise<WebhookAnswer>
  /** A request that only tells. Whatever comes back changes nothing but the trace. */
  inform(request: WebhookRequest): Promise<void>
  readonly outstanding: Outstanding
  /** Gives up whatever is still under way. */
  close(): void
}

export type WebhookAnswer =
  | { readonly ok: true; readonly url: string; readonly contentType: string; readonly body: string }
  | { readonly ok: false; readonly errorCode: number; readonly reason: string }

export interface WebhookClientParts {
  readonly authToken: string
  readonly server: ServerAddress
  readonly clock: Clock
  readonly random: Random
  readonly witness: Witness
}

export function createWebhookClient(parts: WebhookClientParts): WebhookClient {
  const { clock, witness } = parts
  const sendSigned = createSignedSender(parts)
  const outstanding = createOutstanding()
  const closing = new AbortController()

  async function tryAndTryAgain(request: WebhookRequest): Promise<SendOutcome> {
    const overrides = connectionOverridesOf(request.url)
    const total = new AbortController()
    const totalTimer = clock.after(overrides.totalTimeoutMs, () => total.abort())
    const signal = AbortSignal.any([total.signal, closing.signal])
    const send = sendSigned(request, { overrides, signal })
    try {
      for (let triesLeft = overrides.retries; ; triesLeft -= 1) {
        const outcome = await send()
        if (triesLeft <= 0 || signal.aborted || !isWorthRetrying(outcome, overrides)) return outcome
      }
    } finally {
      totalTimer.cancel()
    }
  }

  async function ask(request: WebhookRequest): Promise<WebhookAnswer> {
    const answer = answerOf(await outstanding.track(tryAndTryAgain(request)))
    if (!answer.ok) {
      const { errorCode, reason } = answer
      witness.trace(request.callSid, 'from-server', {
        kind: 'webhook-failed',
        url: request.url,
        errorCode,
        reason,
      })
    }
    return answer
  }

  return {
    control: ask,
    async inform(request) {
      const answer = await ask(request)
      if (answer.ok) return
      const path = URL.canParse(request.url) ? new URL(request.url).pathname : 'an invalid URL'
      witness.violation(
        request.callSid,
        'callback-refused',
        `A callback to ${path} failed (${answer.errorCode}: ${answer.reason}).`,
      )
    },
    outstanding,
    close: () => closing.abort(),
  }
}

function isWorthRetrying(outcome: SendOutcome, { retryOn }: ConnectionOverrides): boolean {
  const cause = retryCauseOf(outcome)
  return cause !== undefined && retryOn.has(cause)
}

function retryCauseOf(outcome: SendOutcome): RetryCause | undefined {
  if (outcome.kind === 'not-connected') return 'ct'
  if (outcome.kind === 'timed-out') return 'rt'
  if (outcome.kind !== 'answered' || outcome.status < 400) return undefined
  return outcome.status < 500 ? '4xx' : '5xx'
}

function answerOf(outcome: SendOutcome): WebhookAnswer {
  switch (outcome.kind) {
    case 'answered': {
      const { status, url, contentType, body } = outcome
      if (status >= 200 && status < 300) return { ok: true, url, contentType, body }
      return { ok: false, errorCode: 11_200, reason: `it answered with status ${status}` }
    }
    case 'not-connected':
      return { ok: false, errorCode: 11_205, reason: outcome.reason }
    case 'too-many-redirects':
      return { ok: false, errorCode: 11_215, reason: outcome.reason }
    case 'not-reachable':
      return { ok: false, errorCode: 11_100, reason: outcome.reason }
    case 'timed-out':
    case 'broken':
      return { ok: false, errorCode: 11_200, reason: outcome.reason }
    default:
      return assertNever(outcome)
  }
}
