import { Agent } from 'node:https'
import { createRequire } from 'node:module'
import type RequestClient from 'twilio/lib/base/RequestClient.js'
import type Twilio from 'twilio/lib/rest/Twilio.js'
import { errorCode } from '../lib/errors.ts'
import { TwilioUnreachable } from './rest-problem.ts'

export interface TwilioRestSetting {
  readonly accountSid: string
  readonly authToken: string
  /** Another endpoint than Twilio's, `http:` or `https:`, also with a path; every request goes there. */
  readonly baseUrl?: string | undefined
  /** How long one request may take. */
  readonly timeoutMs?: number
}

const usualTimeoutMs = 10_000

/**
 * Twilio's official REST client. It goes where it is told and nowhere else: neither an edge, a region,
 * a proxy nor a certificate of the environment changes that. Nothing is tried twice. What it throws is
 * for `restProblem` to put into words, and never holds the token.
 */
export function createTwilioRest(setting: TwilioRestSetting): Twilio {
  const { accountSid, authToken, baseUrl, timeoutMs = usualTimeoutMs } = setting
  const { Client, HttpClient } = loadTwilio()
  // An empty name counts as given, so that the one of the environment is not looked for.
  const http = new HttpClient({ timeout: timeoutMs, ca: '' })
  http.axios.defaults.httpsAgent = new Agent({ keepAlive: true, timeout: timeoutMs })
  const send: RequestClient['request'] = http.request.bind(http)
  http.request = async <Data>(request: RequestClient.RequestOptions<Data>) => {
    try {
      return await send<Data>({ ...request, uri: addressOf(request.uri, baseUrl) })
    } catch (error) {
      // The error itself carries the request, and with it the token.
      throw new TwilioUnreachable(errorCode(error) ?? 'unknown')
    }
  }
  return new Client(accountSid, authToken, { httpClient: http, edge: '', region: '' })
}

function addressOf(uri: string, baseUrl: string | undefined): string {
  if (baseUrl === undefined) return uri
  const { pathname, search } = new URL(uri)
  return baseUrl.replace(/\/+$/, '') + pathname + search
}

/** Loaded when there is an account: it takes a third of a second, which nobody else should wait for. */
function loadTwilio(): { Client: typeof Twilio; HttpClient: typeof RequestClient } {
  const require = createRequire(import.meta.url)
  return {
    Client: require('twilio/lib/rest/Twilio.js') as typeof Twilio,
    HttpClient: require('twilio/lib/base/RequestClient.js') as typeof RequestClient,
  }
}
