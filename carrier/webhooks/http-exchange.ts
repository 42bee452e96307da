import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Clock } from '../clock.ts'

/** One HTTP request and its answer. Every way in which it can go wrong is a value. */
export function exchange(
  request: ExchangeRequest,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<ExchangeOutcome> {
  const { method, target, headers, body = '' } = request
  const { promise, resolve } = Promise.withResolvers<ExchangeOutcome>()
  let connected = false
  const send = target.protocol === 'https:' ? requestHttps : requestHttp
  // A connection each: kept ones would hold up a server that is closing.
  const sending = send(target, { method, headers, agent: false, signal })
  const deadline = createDeadline({ ...request, clock, finish })

  function finish(outcome: ExchangeOutcome): void {
    deadline.cancel()
    resolve(outcome)
    sending.destroy()
  }

  sending.on('socket', (socket) => {
    socket.once(target.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
      connected = true
      deadline.connected()
    })
  })
  sending.on('response', (answer) => {
    answer.on('data', deadline.read)
    readAnswer(answer, request.answerLimitBytes).then(finish, (error: Error) => {
      finish({ kind: 'broken', reason: error.message })
    })
  })
  sending.on('error', (error) => {
    if (signal.aborted) finish({ kind: 'timed-out', reason: 'given up' })
    else finish({ kind: connected ? 'broken' : 'not-connected', reason: error.message })
  })
  if (request.dribbleEveryMs === undefined) sending.end(body)
  else dribble({ sending, body, everyMs: request.dribbleEveryMs, clock })
  return promise
}

export interface ExchangeRequest {
  readonly method: 'GET' | 'POST'
  readonly target: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly connectTimeoutMs: number
  /** To the first byte of the answer, and from one to the next. */
  readonly readTimeoutMs: number
  /** A longer answer is given up; 256 kB when left out, far beyond any TwiML. */
  readonly answerLimitBytes?: number | undefined
  /** Sends the body byte by byte, one every so often. */
  readonly dribbleEveryMs?: number | undefined
}

export type ExchangeOutcome =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly contentType: string
      readonly location: string | undefined
      /** What the answer asks to be known by: the `WWW-Authenticate` header. */
      readonly challenge: string | undefined
      readonly setCookies: readonly string[]
      readonly body: string
      readonly content: Buffer
    }
  | {
      readonly kind: 'not-connected' | 'timed-out' | 'broken' | 'too-large'
      readonly reason: string
    }

interface Deadline {
  connected(): void
  /** Something came: the silence begins anew. */
  read(): void
  cancel(): void
}

function createDeadline({
  clock,
  connectTimeoutMs,
  readTimeoutMs,
  finish,
}: Pick<ExchangeRequest, 'connectTimeoutMs' | 'readTimeoutMs'> & {
  clock: Clock
  finish: (outcome: ExchangeOutcome) => void
}): Deadline {
  let cancelled = false
  let timer = clock.after(connectTimeoutMs, () => {
    finish({ kind: 'not-connected', reason: `no connection in ${connectTimeoutMs} ms` })
  })
  function awaitBytes(): void {
    timer.cancel()
    if (cancelled) return
    timer = clock.after(readTimeoutMs, () => {
      finish({ kind: 'timed-out', reason: `no answer in ${readTimeoutMs} ms` })
    })
  }
  return {
    connected: awaitBytes,
    read: awaitBytes,
    cancel() {
      cancelled = true
      timer.cancel()
    },
  }
}

function dribble({
  sending,
  body,
  everyMs,
  clock,
}: {
  sending: ClientRequest
  body: string
  everyMs: number
  clock: Clock
}): void {
  const bytes = Buffer.from(body)
  function sendFrom(at: number): void {
    if (sending.destroyed) return
    if (at >= bytes.length) return void sending.end()
    sending.write(bytes.subarray(at, at + 1))
    clock.after(everyMs, () => sendFrom(at + 1))
  }
  sendFrom(0)
}

async function readAnswer(
  answer: IncomingMessage,
  limitBytes = 256 * 1024,
): Promise<ExchangeOutcome> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limitBytes) {
      return { kind: 'too-large', reason: `the answer is larger than ${limitBytes} bytes` }
    }
    chunks.push(chunk)
  }
  const content = Buffer.concat(chunks)
  return {
    kind: 'answered',
    status: answer.statusCode ?? 0,
    contentType: answer.headers['content-type'] ?? '',
    location: answer.headers.location,
    challenge: answer.headers['www-authenticate'],
    setCookies: answer.headers['set-cookie'] ?? [],
    body: content.toString('utf8'),
    content,
  }
}
