import type { Clock } from './clock.ts'
import type { ConnectionOverrides } from './connection-overrides.ts'
import { exchange } from './http-exchange.ts'
import type { ExchangeOutcome, ExchangeRequest } from './http-exchange.ts'
import type { Random } from './random.ts'
import type { Located, ServerAddress } from './server-address.ts'
import { uuidFrom } from './sids.ts'
import { signatureOf } from './signature.ts'
import type { Witness } from './witness.ts'

export interface WebhookRequest {
  readonly callSid: string
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly parameters: Readonly<Record<string, string>>
}

export type SendOutcome =
  | (Extract<ExchangeOutcome, { kind: 'answered' }> & { readonly url: string })
  | {
      readonly kind:
        | 'not-connected'
        | 'timed-out'
        | 'broken'
        | 'too-many-redirects'
        | 'not-reachable'
      readonly reason: string
    }

interface SenderParts {
  readonly authToken: string
  readonly server: ServerAddress
  readonly clock: Clock
  readonly random: Random
  readonly witness: Witness
}

/** What one try of a request is done with. */
interface Try {
  readonly overrides: ConnectionOverrides
  readonly signal: AbortSignal
}

/** One try of a webhook request: signed for the public URL, sent to the local one, redirects followed. */
export function createSignedSender(parts: SenderParts) {
  return (request: WebhookRequest, attempt: Try): (() => Promise<SendOutcome>) => {
    // The same on each try, by which a server recognises a request that it has already seen.
    const idempotencyToken = uuidFrom(parts.random)
    return () =>
      followRedirects(request, (step) => sendOnce(step, { ...parts, ...attempt, idempotencyToken }))
  }
}

const redirectLimit = 10

async function followRedirects(
  request: WebhookRequest,
  send: (step: WebhookRequest) => Promise<SendOutcome>,
): Promise<SendOutcome> {
  let step = request
  for (let hops = 0; hops <= redirectLimit; hops += 1) {
    const outcome = await send(step)
    if (outcome.kind !== 'answered' || outcome.location === undefined) return outcome
    if (outcome.status < 300 || outcome.status > 399) return outcome
    if (!URL.canParse(outcome.location, step.url)) {
      return { kind: 'not-reachable', reason: 'it redirects to no valid address' }
    }
    const keepsMethod = outcome.status === 307 || outcome.status === 308
    step = {
      ...step,
      url: new URL(outcome.location, step.url).href,
      method: keepsMethod ? step.method : 'GET',
    }
  }
  return { kind: 'too-many-redirects', reason: `more than ${redirectLimit} redirects` }
}

async function sendOnce(
  step: WebhookRequest,
  parts: SenderParts & Try & { idempotencyToken: string },
): Promise<SendOutcome> {
  const { clock, witness, signal, overrides } = parts
  const url = urlAsked(step)
  const located = parts.server.locate(url)
  if (located === undefined) {
    return { kind: 'not-reachable', reason: 'not an address of the server or of this machine' }
  }
  const { method, parameters } = step
  witness.trace(step.callSid, 'to-server', { kind: 'webhook-sent', url, method, parameters })
  const startedMs = clock.monotonicMs()
  const outcome = await exchange(
    { target: located.target, ...overrides, ...signedContent(step, { ...parts, url, located }) },
    { clock, signal },
  )
  if (outcome.kind !== 'answered') return outcome
  const { status, body } = outcome
  const tookMs = clock.monotonicMs() - startedMs
  witness.trace(step.callSid, 'from-server', {
    kind: 'webhook-answered',
    url,
    status,
    body,
    tookMs,
  })
  return { ...outcome, url: step.url }
}

function signedContent(
  { method, parameters }: WebhookRequest,
  { url, authToken, idempotencyToken, located }: ContentParts,
): Pick<ExchangeRequest, 'method' | 'headers' | 'body'> {
  const form = method === 'POST' ? parameters : {}
  const headers = {
    ...located.headers,
    accept: '*/*',
    'user-agent': 'TwilioProxy/1.1',
    'x-home-region': 'us1',
    'i-twilio-idempotency-token': idempotencyToken,
    'x-twilio-signature': signatureOf({ authToken, url, form }),
  }
  if (method === 'GET') return { method, headers }
  const body = new URLSearchParams(form).toString()
  const contentType = 'application/x-www-form-urlencoded; charset=UTF-8'
  const contentLength = String(Buffer.byteLength(body))
  return {
    method,
    headers: { ...headers, 'content-type': contentType, 'content-length': contentLength },
    body,
  }
}

interface ContentParts {
  readonly url: string
  readonly authToken: string
  readonly idempotencyToken: string
  readonly located: Located
}

/** A GET carries its parameters in the query; they are part of what is signed. */
function urlAsked({ url, method, parameters }: WebhookRequest): string {
  const withoutFragment = url.replace(/#.*$/s, '')
  if (method === 'POST') return withoutFragment
  const query = new URLSearchParams(parameters).toString()
  return `${withoutFragment}${withoutFragment.includes('?') ? '&' : '?'}${query}`
}
