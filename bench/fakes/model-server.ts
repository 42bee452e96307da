import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { nowMs } from '../processes/now.ts'
import { tagIn, tokensFor } from './answer-words.ts'
import { messageEnd, messageStart, textDelta } from './message-stream.ts'
import type { ModelPace } from './model-pace.ts'

/** One request for an answer, as the model's end saw it. Times as `nowMs` tells them. */
export interface ModelRequest {
  /** Of the question; empty: nobody's, such as a check whether the model is there. */
  readonly tag: string
  readonly receivedMs: number
  readonly firstTokenMs: number | undefined
  /** When the connection was closed before the answer was whole. */
  readonly abandonedMs: number | undefined
}

export interface ModelServer {
  readonly server: Server
  /** What was asked since the last time, those still being answered left out. */
  takeRequests(): readonly ModelRequest[]
}

/** A model as its vendor's SDK sees it: the streamed messages of Anthropic's API, and nothing else. */
export function createModelServer(pace: ModelPace): ModelServer {
  let finished: ModelRequest[] = []
  let served = 0

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const receivedMs = nowMs()
    const body = await bodyOf(request)
    if (request.method !== 'POST' || !/^\/v1\/messages(\?|$)/.test(request.url ?? '')) {
      return notFound(response)
    }
    served += 1
    const { isStreamed, tag } = readRequest(body)
    if (!isStreamed) return wholeMessage(response)
    let firstTokenMs: number | undefined
    response.on('close', () => {
      const abandonedMs = response.writableFinished ? undefined : nowMs()
      finished.push({ tag, receivedMs, firstTokenMs, abandonedMs })
    })
    const start = messageStart({
      id: `msg_${served}`,
      model: 'fake-model',
      inputTokens: Math.ceil(body.length / 4),
    })
    stream(response, { start, tag, pace, receivedMs, onFirst: () => (firstTokenMs = nowMs()) })
  }

  const server = createServer((request, response) => {
    // A request that breaks off while it is read has nobody to be answered.
    serve(request, response).catch(() => response.destroy())
  })
  // A vendor keeps connections open for longer than Node does by itself.
  server.keepAliveTimeout = 65_000
  return {
    server,
    takeRequests() {
      const taken = finished
      finished = []
      return taken
    },
  }
}

interface Streaming {
  readonly start: string
  readonly tag: string
  readonly pace: ModelPace
  readonly receivedMs: number
  readonly onFirst: () => void
}

/** Each token at its own moment from the request on, so that a late timer delays one token only. */
function stream(response: ServerResponse, streaming: Streaming): void {
  const { onFirst, pace, receivedMs, start, tag } = streaming
  const tokens = tokensFor(tag)
  const dueMs = (at: number) => receivedMs + pace.firstTokenMs + (at * 1000) / pace.tokensPerSecond
  let sent = 0
  let timer = setTimeout(sendDue, pace.firstTokenMs)
  response.on('close', () => clearTimeout(timer))

  function sendDue(): void {
    if (sent === 0) begin()
    while (sent < tokens.length && dueMs(sent) <= nowMs() + 0.5) {
      response.write(textDelta(tokens[sent] ?? ''))
      sent += 1
    }
    if (sent === tokens.length) response.end(messageEnd(tokens.length))
    else timer = setTimeout(sendDue, Math.max(1, dueMs(sent) - nowMs()))
  }

  function begin(): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
    onFirst()
    response.write(start + textDelta(tokens[0] ?? ''))
    sent = 1
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}

/** The last words of the conversation are the question; how they are wrapped is the asker's affair. */
function readRequest(body: string): { isStreamed: boolean; tag: string } {
  const { messages = [], stream: isStreamed = false } = JSON.parse(body) as RequestBody
  return { isStreamed, tag: tagIn(JSON.stringify(messages.at(-1) ?? '')) ?? '' }
}

interface RequestBody {
  readonly messages?: readonly unknown[]
  readonly stream?: boolean
}

/** For whoever only wants to know whether somebody is there. */
function wholeMessage(response: ServerResponse): void {
  const usage = { input_tokens: 1, output_tokens: 1 }
  const content = [{ type: 'text', text: 'Yes' }]
  const message = { id: 'msg_whole', type: 'message', role: 'assistant', model: 'fake-model' }
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ ...message, content, stop_reason: 'max_tokens', usage }))
}

function notFound(response: ServerResponse): void {
  const error = { type: 'not_found_error', message: 'This model only streams messages' }
  response.writeHead(404, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ type: 'error', error }))
}
