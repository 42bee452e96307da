import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { IncomingMessage } from 'node:http'
import type { Clock } from './clock.ts'

/** One HTTP request and its answer. Every way in which it can go wrong is a value. */
export function exchange(
  { method, target, headers, body = '', connectTimeoutMs, readTimeoutMs }: ExchangeRequest,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<ExchangeOutcome> {
  const { promise, resolve } = Promise.withResolvers<ExchangeOutcome>()
  let connected = false
  const send = target.protocol === 'https:' ? requestHttps : requestHttp
  // A connection each: kept ones would hold up a server that is closing.
  const sending = send(target, { method, headers, agent: false, signal })

  const connectTimer = clock.after(connectTimeoutMs, () => {
    if (!connected)
      finish({ kind: 'not-connected', reason: `no connection in ${connectTimeoutMs} ms` })
  })
  const readTimer = clock.after(readTimeoutMs, () => {
    finish({ kind: 'timed-out', reason: `no answer in ${readTimeoutMs} ms` })
  })
  function finish(outcome: ExchangeOutcome): void {
    connectTimer.cancel()
    readTimer.cancel()
    resolve(outcome)
    sending.destroy()
  }

  sending.on('socket', (socket) => {
    socket.once('connect', () => {
      connected = true
    })
  })
  sending.on('response', (answer) => {
    readAnswer(answer).then(finish, (error: Error) => {
      finish({ kind: 'broken', reason: error.message })
    })
  })
  sending.on('error', (error) => {
    if (signal.aborted) finish({ kind: 'timed-out', reason: 'given up' })
    else finish({ kind: connected ? 'broken' : 'not-connected', reason: error.message })
  })
  sending.end(body)
  return promise
}

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST'
  readonly target: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly connectTimeoutMs: number
  readonly readTimeoutMs: number
}

export type ExchangeOutcome =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly contentType: string
      readonly location: string | undefined
      readonly body: string
    }
  | { readonly kind: 'not-connected' | 'timed-out' | 'broken'; readonly reason: string }

/** Far beyond any TwiML, so that an endless answer ends. */
const bodyLimitBytes = 256 * 1024

async function readAnswer(answer: IncomingMessage): Promise<ExchangeOutcome> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bodyLimitBytes) {
      return { kind: 'broken', reason: `the answer is larger than ${bodyLimitBytes} bytes` }
    }
    chunks.push(chunk)
  }
  return {
    kind: 'answered',
    status: answer.statusCode ?? 0,
    contentType: answer.headers['content-type'] ?? '',
    location: answer.headers.location,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}
