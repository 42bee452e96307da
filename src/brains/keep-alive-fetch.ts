import http from 'node:http'
import https from 'node:https'
import { errorCode } from '../lib/errors.ts'
import type { Clock } from '../lib/clock.ts'
import { incomingBody } from './incoming-body.ts'

/** Longer than the pauses between two turns of a call, and shorter than vendors keep a connection. */
const idleMs = 55_000

interface Sending {
  readonly url: URL
  readonly init: RequestInit
  readonly agent: http.Agent
  readonly clock: Clock
}

/**
 * A `fetch` for the kits of the vendors: it keeps its connections for the next turn, closes a request in the
 * tick in which its signal aborts, and follows no redirection.
 */
export function createKeepAliveFetch({ clock }: { clock: Clock }): typeof fetch {
  const settings = { keepAlive: true, scheduling: 'lifo', timeout: idleMs } as const
  const plain = new http.Agent(settings)
  const secure = new https.Agent(settings)
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const sending = { url, init, clock, agent: url.protocol === 'https:' ? secure : plain }
    try {
      return await send(sending)
    } catch (error) {
      // The other side closed an idle connection in the moment in which it was taken: it has read nothing.
      if (error instanceof TakenTooLate) return send(sending)
      throw error
    }
  }
}

class TakenTooLate extends Error {}

function send({ agent, clock, init, url }: Sending): Promise<Response> {
  const { body = null, headers, method = 'GET', signal } = init
  if (signal?.aborted === true) return Promise.reject(abortReason(signal))
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const { request: open } = agent instanceof https.Agent ? https : http
  const request = open(url, { agent, method, headers: Object.fromEntries(new Headers(headers)) })
  const abort = () => request.destroy(signal ? abortReason(signal) : undefined)
  signal?.addEventListener('abort', abort, { once: true })
  request.once('close', () => {
    signal?.removeEventListener('abort', abort)
    reject(new Error('The connection was closed'))
  })
  request.on('error', (error) => {
    const isStale = request.reusedSocket && errorCode(error) === 'ECONNRESET'
    reject(isStale ? new TakenTooLate() : error)
  })
  request.once('response', (response) => {
    // Nobody catches what is thrown in here, and a status such as 999 makes no response.
    try {
      resolve(responseOf(response, { clock, signal }))
    } catch (error) {
      response.destroy()
      reject(error)
    }
  })
  request.end(typeof body === 'string' ? body : undefined)
  return promise
}

interface BodyParts {
  readonly clock: Clock
  readonly signal: AbortSignal | null | undefined
}

function responseOf(incoming: http.IncomingMessage, { clock, signal }: BodyParts): Response {
  const { headers, statusCode: status = 502, statusMessage: statusText = '' } = incoming
  const told = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, [value].flat().join(', ')]],
  )
  const isEmpty = status === 204 || status === 205 || status === 304
  const body = isEmpty
    ? (incoming.resume(), null)
    : incomingBody(incoming, {
        clock,
        reasonFor: (error) => (signal?.aborted === true ? abortReason(signal) : error),
      })
  return new Response(body, { status, statusText, headers: told })
}

function abortReason({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new DOMException('Aborted', 'AbortError')
}
