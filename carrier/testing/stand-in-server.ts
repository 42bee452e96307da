import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'

/** A tiny server on loopback that stands for the application in the carrier's own tests. */
export interface StandInServer extends AsyncDisposable {
  readonly url: string
  readonly relayUrl: string
  /** Every request, in the order in which they came. */
  readonly requests: readonly SeenRequest[]
  readonly upgrades: readonly IncomingMessage[]
  /** Those to one path. */
  requestsTo(path: string): readonly SeenRequest[]
}

export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly form: Readonly<Record<string, string>>
}

/** What a path answers: TwiML, a status alone, or all of it by hand. */
export type Answer =
  | string
  | number
  /** The connection is cut. */
  | { cut: 'before-the-answer' | 'midway' }
  | { status: number; headers: Record<string, string>; body: string | Buffer }

export interface StandInSettings {
  /** By path; a path that is not here answers 204. */
  readonly answers?: Record<string, Answer | ((request: SeenRequest) => Answer | Promise<Answer>)>
  /** What the server does on a relay socket; without it the upgrade is refused. */
  readonly relay?: (socket: WebSocket) => void
}

export async function startStandInServer(settings: StandInSettings = {}): Promise<StandInServer> {
  const requests: SeenRequest[] = []
  const upgrades: IncomingMessage[] = []
  const http = createServer((request, response) => {
    void answerRequest(request, { response, requests, settings })
  })
  const sockets = new WebSocketServer({ noServer: true })
  http.on('upgrade', (request, socket, head) => {
    upgrades.push(request)
    const { relay } = settings
    if (relay === undefined) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    return sockets.handleUpgrade(request, socket, head, relay)
  })
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve)
  })
  // What `listen` on a port gives.
  const { port } = http.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    relayUrl: `ws://127.0.0.1:${port}/relay`,
    requests,
    upgrades,
    requestsTo: (path) => requests.filter((request) => request.path === path),
    async [Symbol.asyncDispose]() {
      for (const client of sockets.clients) client.terminate()
      http.closeAllConnections()
      await new Promise((resolve) => {
        http.close(resolve)
      })
    },
  }
}

/** The TwiML of a document with these verbs. */
export function twiml(...verbs: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs.join('')}</Response>`
}

async function answerRequest(
  request: IncomingMessage,
  context: { response: ServerResponse; requests: SeenRequest[]; settings: StandInSettings },
): Promise<void> {
  const seen = await readRequest(request)
  context.requests.push(seen)
  const choice = context.settings.answers?.[seen.path] ?? 204
  const answer = typeof choice === 'function' ? await choice(seen) : choice
  if (typeof answer === 'object' && 'cut' in answer) {
    if (answer.cut === 'before-the-answer') return void request.socket.destroy()
    context.response.writeHead(200, { 'content-type': 'text/xml', 'content-length': 1000 })
    return void context.response.write('<Response>', () => request.socket.destroy())
  }
  const { status, headers, body } = wholeAnswer(answer)
  context.response.writeHead(status, headers).end(body)
}

async function readRequest(request: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const { method = '', headers } = request
  const url = new URL(request.url ?? '/', 'http://stand-in')
  const fields = new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
  return {
    method,
    path: url.pathname,
    headers,
    form: { ...Object.fromEntries(url.searchParams), ...Object.fromEntries(fields) },
  }
}

function wholeAnswer(answer: Exclude<Answer, { cut: unknown }>) {
  if (typeof answer === 'number') return { status: answer, headers: {}, body: '' }
  if (typeof answer === 'object') return answer
  return { status: 200, headers: { 'content-type': 'text/xml' }, body: answer }
}
