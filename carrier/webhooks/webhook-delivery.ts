import type { Clock } from '../clock.ts'
import { connectionOverridesOf } from './connection-overrides.ts'
import type { Faults } from '../faults/faults.ts'
import { spoilingOf } from '../faults/webhook-faults.ts'
import { createOutstanding } from '../outstanding.ts'
import type { Outstanding } from '../outstanding.ts'
import type { Random } from '../random.ts'
import type { ServerAddress } from '../server-address.ts'
import { createSignedSender } from './signed-sender.ts'
import type { SendManner, SendOutcome } from './signed-sender.ts'
import { tryAndTryAgain } from './tries.ts'
import type { WebhookRequest } from './webhook.ts'
import type { Witness } from '../witness.ts'

/** Brings requests to the server, spoilt where a fault strikes them. */
export interface WebhookDelivery {
  deliver(request: WebhookRequest): Promise<SendOutcome>
  /** One that no fault strikes. */
  deliverPlainly(request: WebhookRequest, manner: SendManner): Promise<SendOutcome>
  readonly outstanding: Outstanding
  readonly closed: AbortSignal
  /** Gives up whatever is still under way. */
  close(): void
}

export interface WebhookDeliveryParts {
  readonly authToken: string
  readonly server: ServerAddress
  readonly clock: Clock
  readonly random: Random
  readonly witness: Witness
  readonly faults: Faults
}

export function createWebhookDelivery(parts: WebhookDeliveryParts): WebhookDelivery {
  const { clock, faults } = parts
  const prepare = createSignedSender(parts)
  const outstanding = createOutstanding()
  const closing = new AbortController()

  /** @returns what delivers the request, as the same one however often it does. */
  function delivery(request: WebhookRequest, manner: SendManner): () => Promise<SendOutcome> {
    const overrides = connectionOverridesOf(request.url)
    const send = prepare(request, manner)
    const { signal } = closing
    return () => outstanding.track(tryAndTryAgain(send, { clock, overrides, signal }))
  }

  return {
    async deliver(request) {
      const target = targetOf(request)
      if (faults.strike('webhook-dropped', target) !== undefined) {
        return { kind: 'not-connected', reason: 'lost on the way, by a fault' }
      }
      const { copies, extraParameters, ...manner } = spoilingOf(target, parts)
      const parameters = { ...request.parameters, ...extraParameters }
      const deliver = delivery({ ...request, parameters }, manner)
      const sent = deliver()
      for (let copy = 1; copy < copies; copy += 1) void deliver()
      return await sent
    },
    deliverPlainly: (request, manner) => delivery(request, manner)(),
    outstanding,
    closed: closing.signal,
    close: () => closing.abort(),
  }
}

/** What of a request a fault may be aimed at. */
export function targetOf({ callSid, url }: Pick<WebhookRequest, 'callSid' | 'url'>) {
  return { callSid, path: URL.canParse(url) ? new URL(url).pathname : url }
}
