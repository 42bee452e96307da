import type { CarrierAccount } from '../account.ts'
import type { RestFault } from '../faults/fault.ts'
import type { Faults } from '../faults/faults.ts'
import { isSame } from '../same-secret.ts'
import type { Sids } from '../sids.ts'
import { notFound, refusalBody, RefusedRequest } from './refused-request.ts'
import type { RestAnswer, RestRequest } from './rest-request.ts'
import { createRoutes } from './routes.ts'
import type { RouteAnswer, RouteParts } from './route.ts'

/** The carrier's side of Twilio's REST API, for calls and numbers. */
export interface RestApi {
  /** `no-answer` and `reset` are faults that were asked for: the connection is left open, or cut. */
  answer(request: RestRequest): RestAnswer | 'no-answer' | 'reset'
}

export interface RestApiParts extends Omit<RouteParts, 'accountSid'> {
  readonly account: CarrierAccount
  readonly sids: Sids
  readonly faults: Faults
}

export function createRestApi({
  account: ourAccount,
  sids,
  faults,
  witness,
  ...parts
}: RestApiParts): RestApi {
  const { accountSid, authToken } = ourAccount
  const routes = createRoutes({ ...parts, witness, accountSid })
  const credentials = Buffer.from(`${accountSid}:${authToken}`).toString('base64')

  /** The path below the account. */
  function letIn({ authorization = '', path }: RestRequest): string {
    if (!isSame(authorization, `Basic ${credentials}`)) throw notSignedIn()
    const [, account, rest = '', kind] = pathPattern.exec(path) ?? []
    if (account !== accountSid) throw notFound(path)
    return kind === '.wav' ? `${rest}.wav` : rest
  }

  function route(request: RestRequest): RouteAnswer {
    const { method, path } = request
    const rest = letIn(request)
    for (const [asked, pattern, answer] of routes) {
      const found = asked === method ? pattern.exec(rest) : null
      if (found !== null) return answer(request, found[1] ?? '', found[2] ?? '')
    }
    witness.warn('', 'rest-unknown', `This carrier has no ${method} ${path}.`)
    throw notFound(path)
  }

  function answered(request: RestRequest): CodedAnswer {
    try {
      return { ...route(request), code: undefined }
    } catch (error) {
      if (!(error instanceof RefusedRequest)) throw error
      const { status, twilioCode } = error
      return { status, code: twilioCode, body: refusalBody(error) }
    }
  }

  function struckBy(fault: RestFault, request: RestRequest): CodedAnswer | 'no-answer' | 'reset' {
    if (fault.kind === 'rest-refused') return refusedBy(fault)
    if (fault.kind === 'rest-slowed') return answered(request)
    if (fault.done === true) answered(request)
    return fault.kind === 'rest-timed-out' ? 'no-answer' : 'reset'
  }

  /** How long a slow answer is held back. */
  function heldBy(fault: RestFault | undefined): Promise<void> | undefined {
    if (fault?.kind !== 'rest-slowed') return undefined
    return new Promise((resolve) => {
      parts.clock.after(fault.delayMs, resolve)
    })
  }

  return {
    answer(request) {
      const { method, path } = request
      const callSid = /\/Calls\/(CA[0-9a-f]{32})/.exec(path)?.[1] ?? ''
      const fault = faults.restFaultFor({ callSid, path })
      const answer = fault === undefined ? answered(request) : struckBy(fault, request)
      if (typeof answer === 'string') return answer
      const { status, body, code } = answer
      witness.trace(callSid, 'inside', { kind: 'rest-answered', method, path, status, code })
      return { status, body, headers: headersOf(answer, sids), held: heldBy(fault) }
    },
  }
}

interface CodedAnswer extends RouteAnswer {
  /** Twilio's number for what was wrong. */
  readonly code: number | undefined
}

function refusedBy({ status }: Extract<RestFault, { kind: 'rest-refused' }>): CodedAnswer {
  const words = faultWords[status]
  return { status, code: words.twilioCode, body: refusalBody({ status, ...words }) }
}

/** Everything is JSON, but what there is to hear. */
const pathPattern = /^\/2010-04-01\/Accounts\/(AC[0-9a-f]{32})(\/.*)?(\.json|\.wav)$/

const faultWords = {
  429: { twilioCode: 20_429, message: 'Too Many Requests' },
  500: { twilioCode: 20_500, message: 'Internal Server Error' },
  503: { twilioCode: 20_503, message: 'Service Unavailable' },
}

function notSignedIn(): RefusedRequest {
  return new RefusedRequest('Authenticate', { status: 401, twilioCode: 20_003 })
}

function headersOf({ status, body }: RouteAnswer, sids: Sids): Record<string, string> {
  const headers = {
    'content-type': Buffer.isBuffer(body) ? 'audio/x-wav' : 'application/json;charset=utf-8',
    'twilio-request-id': sids.request(),
    'twilio-concurrent-requests': '1',
    'x-home-region': 'us1',
  }
  return status === 401 ? { ...headers, 'www-authenticate': 'Basic realm="Twilio API"' } : headers
}
