import type Twilio from 'twilio/lib/rest/Twilio.js'
import type { CallInstance } from 'twilio/lib/rest/api/v2010/account/call.js'
import type { FinalCallStatus } from '../calls/call.ts'
import type { CallToPlace, CarrierCall, PhoneNetwork, PlacedCall } from '../calls/phone-network.ts'
import type { Clock } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import { AppError } from '../lib/errors.ts'
import { restProblem, type RestProblem } from '../twilio/rest-problem.ts'
import { patientUrl } from '../twilio/twiml/patient-url.ts'
import type { PublicUrls } from './public-urls.ts'
import { voicePaths } from './voice-paths.ts'

/** The carrier could not do what it was asked to. */
export class PhoneNetworkFailed extends AppError {
  override readonly code: string
  override readonly retryable: boolean

  constructor(problem: Pick<RestProblem, 'code' | 'words' | 'retryable'>, cause: unknown) {
    super(problem.words, { cause })
    this.code = problem.code
    this.retryable = problem.retryable
  }
}

export interface TwilioPhoneNetworkParts {
  readonly rest: Pick<Twilio, 'calls'>
  readonly urls: PublicUrls
  readonly clock: Clock
}

const deadlineMs = 10_000
/** The caller hears nothing meanwhile. */
const bringBackWithinMs = 2_000
/** The longest that Twilio allows: a line that nobody hangs up must end some day. */
const longestCallSeconds = 4 * 60 * 60

/** The phone network as Twilio, or the local carrier, offers it by REST. */
export function createTwilioPhoneNetwork(parts: TwilioPhoneNetworkParts): PhoneNetwork {
  const { clock, rest, urls } = parts
  const inTime = <T>(work: Promise<T>) =>
    withDeadline(work, { deadlineMs, what: 'The phone carrier', clock })

  return {
    place: (call) => place(inTime(rest.calls.create(orderOf(call, parts)))),
    async hangUp(callSid) {
      const change = inTime(rest.calls(callSid).update({ status: 'completed' }))
      await change.catch((error: unknown) => unlessOver(error))
    },
    async bringBack(callSid) {
      const url = patientUrl(urls.http(voicePaths.resume))
      const change = rest.calls(callSid).update({ url, method: 'POST' })
      const limit = { deadlineMs: bringBackWithinMs, what: 'The phone carrier', clock }
      await withDeadline(change, limit).catch((error: unknown) => unlessOver(error))
    },
    lookUp: (callSid) => lookUp(inTime(rest.calls(callSid).fetch())),
  }
}

function orderOf(
  { callId, from, ringSeconds, to }: CallToPlace,
  { urls }: TwilioPhoneNetworkParts,
) {
  const query = new URLSearchParams({ call: callId })
  return {
    to,
    from,
    url: patientUrl(urls.http(`${voicePaths.outbound}?${query.toString()}`)),
    fallbackUrl: patientUrl(urls.http(voicePaths.fallback)),
    statusCallback: patientUrl(urls.http(voicePaths.status)),
    statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    timeout: ringSeconds,
    timeLimit: longestCallSeconds,
  }
}

async function place(order: Promise<CallInstance>): Promise<PlacedCall> {
  try {
    return { placed: true, callSid: (await order).sid }
  } catch (error) {
    const problem = problemOf(error)
    if (problem.retryable) throw new PhoneNetworkFailed(problem, error)
    return { placed: false, reason: problem.words, code: problem.code }
  }
}

async function lookUp(fetched: Promise<CallInstance>): Promise<CarrierCall> {
  try {
    return carrierCallOf(await fetched)
  } catch (error) {
    const problem = problemOf(error)
    if (problem.code === 'not-found') return { state: 'unknown' }
    throw new PhoneNetworkFailed(problem, error)
  }
}

function unlessOver(error: unknown): void {
  const problem = problemOf(error)
  if (problem.code === 'not-found' || problem.code === 'call-over') return
  throw new PhoneNetworkFailed(problem, error)
}

const finalStatuses: ReadonlySet<string> = new Set<FinalCallStatus>([
  'completed',
  'failed',
  'busy',
  'no-answer',
  'canceled',
])

function carrierCallOf({ status, duration, endTime }: CallInstance): CarrierCall {
  if (!isFinal(status)) return { state: 'going-on' }
  return {
    state: 'over',
    status,
    durationSeconds: Number(duration) || 0,
    // A call that was never picked up has none, whatever the package's types say.
    endedAt: endTime instanceof Date ? endTime : undefined,
  }
}

function isFinal(status: string): status is FinalCallStatus {
  return finalStatuses.has(status)
}

/** What took too long, and whatever else has a code of ours, is told by it. */
function problemOf(error: unknown): Pick<RestProblem, 'code' | 'words' | 'retryable'> {
  if (!(error instanceof AppError)) return restProblem(error)
  return { code: error.code, words: error.message, retryable: error.retryable }
}
