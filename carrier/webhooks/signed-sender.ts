import { createCookies } from './cookies.ts'
import type { Cookies } from './cookies.ts'
import type { Clock } from '../clock.ts'
import type { ConnectionOverrides } from './connection-overrides.ts'
import { exchange } from './http-exchange.ts'
import type { ExchangeOutcome } from './http-exchange.ts'
import type { Random } from '../random.ts'
import type { ServerAddress } from '../server-address.ts'
import { uuidFrom } from '../sids.ts'
import { signedContent, urlAsked } from './signed-content.ts'
import type { WebhookRequest } from './webhook.ts'
import type { Witness } from '../witness.ts'

export type SendOutcome =
  | (Extract<ExchangeOutcome, { kind: 'answered' }> & { readonly url: string })
  | {
      readonly kind:
        | 'not-connected'
        | 'timed-out'
        | 'broken'
        | 'too-large'
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
export interface Try {
  readonly overrides: ConnectionOverrides
  readonly signal: AbortSignal
}

/** What is the same in all tries of a request. */
export interface SendManner {
  /** Where it is not signed with the account's token. */
  readonly authToken?: string | undefined
  readonly dribbleEveryMs?: number | undefined
  readonly answerLimitBytes?: number | undefined
}

/**
 * Makes what sends one request, try by try: signed for the public URL, sent to the local one, redirects
 * followed, the call's cookies and the URL's user and password brought along.
 */
export function createSignedSender(parts: SenderParts) {
  const cookies = createCookies()
  return (request: WebhookRequest, manner: SendManner = {}) => {
    // The same on each try, by which a server recognises a request that it has already seen.
    const idempotencyToken = uuidFrom(parts.random)
    const authToken = manner.authToken ?? parts.authToken
    const everyTry = { ...parts, ...manner, authToken, cookies, idempotencyToken }
    return (attempt: Try): Promise<SendOutcome> =>
      followRedirects(request, (step) => sendKnown(step, { ...everyTry, ...attempt }))
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

type StepParts = SenderParts &
  Try &
  SendManner & { authToken: string; cookies: Cookies; idempotencyToken: string }

/** User and password of the URL are sent only to a server that has asked for them. */
async function sendKnown(step: WebhookRequest, parts: StepParts): Promise<SendOutcome> {
  const outcome = await sendOnce(step, parts)
  const credentials = credentialsOf(step.url)
  if (outcome.kind !== 'answered' || outcome.status !== 401) return outcome
  if (credentials === undefined || !/^basic\b/i.test(outcome.challenge ?? '')) return outcome
  return await sendOnce(step, { ...parts, authorization: `Basic ${credentials}` })
}

async function sendOnce(
  step: WebhookRequest,
  parts: StepParts & { authorization?: string },
): Promise<SendOutcome> {
  const { clock, witness, signal, overrides, cookies } = parts
  const { callSid, method, parameters } = step
  const url = urlAsked(step)
  const located = parts.server.locate(url)
  if (located === undefined) {
    return { kind: 'not-reachable', reason: 'not an address of the server or of this machine' }
  }
  witness.trace(callSid, 'to-server', { kind: 'webhook-sent', url, method, parameters })
  const startedMs = clock.monotonicMs()
  const { answerLimitBytes, dribbleEveryMs, authorization } = parts
  const content = signedContent(step, {
    ...parts,
    headers: { ...located.headers, cookie: cookies.headerFor(callSid), authorization },
  })
  const outcome = await exchange(
    { target: located.target, answerLimitBytes, dribbleEveryMs, ...overrides, ...content },
    { clock, signal },
  )
  if (outcome.kind !== 'answered') return outcome
  cookies.keep(callSid, outcome.setCookies)
  const { status, body } = outcome
  const tookMs = clock.monotonicMs() - startedMs
  witness.trace(callSid, 'from-server', { kind: 'webhook-answered', url, status, body, tookMs })
  return { ...outcome, url: step.url }
}

/** As Basic authentication wants them; nothing where the URL names no user. */
function credentialsOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { username, password } = new URL(url)
  if (username === '') return undefined
  return Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')
}

/** A lone percent sign stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
