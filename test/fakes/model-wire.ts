import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** A vendor's server of which a test says every byte: what no mock of a vendor does on demand. */
export interface ModelWire extends AsyncDisposable {
  readonly url: string
  /** The bodies of the requests, as they came. */
  readonly requests: readonly Readonly<Record<string, unknown>>[]
  /** How many connections were opened so far. */
  readonly connections: number
  /** Settles when the client has closed a request before its answer was whole. */
  readonly closedByClient: Promise<void>
}

/** Sends these events and ends the answer; `open: true` leaves it open. */
export interface WireAnswer {
  readonly events: readonly string[]
  readonly open?: boolean
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

export async function openModelWire(answer: WireAnswer): Promise<ModelWire> {
  const requests: Record<string, unknown>[] = []
  const closed = Promise.withResolvers<void>()
  let connections = 0
  const serve = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    requests.push(JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>)
    response.once('close', () => {
      if (!response.writableFinished) closed.resolve()
    })
    response.writeHead(answer.status ?? 200, {
      'content-type': 'text/event-stream',
      ...answer.headers,
    })
    for (const event of answer.events) response.write(event)
    if (answer.open !== true) response.end()
  }
  const server = http.createServer((request, response) => void serve(request, response))
  server.on('connection', () => (connections += 1))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    get connections() {
      return connections
    },
    closedByClient: closed.promise,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** One event as both vendors write it. */
export function sse(data: unknown): string {
  const text = typeof data === 'string' ? data : JSON.stringify(data)
  const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : undefined
  return `${typeof type === 'string' ? `event: ${type}\n` : ''}data: ${text}\n\n`
}

const usage = {
  input_tokens: 12,
  cache_read_input_tokens: 900,
  cache_creation_input_tokens: 30,
  output_tokens: 1,
}

/** The events of Claude's dialect around the blocks of an answer. */
export const claudeWire = {
  begin: sse({
    type: 'message_start',
    message: { id: 'm', role: 'assistant', content: [], model: 'claude-haiku-5-5', usage },
  }),
  text: (...texts: readonly string[]) =>
    [
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      ...texts.map((text) => ({
        type: 'content_block_delta',
        index: 0,
        delta: { type: 'text_delta', text },
      })),
      { type: 'content_block_stop', index: 0 },
    ].map(sse),
  tool: (name: string, ...pieces: readonly string[]) =>
    [
      {
        type: 'content_block_start',
        index: 1,
        content_block: { type: 'tool_use', id: 'toolu_1', name, input: {} },
      },
      ...pieces.map((piece) => ({
        type: 'content_block_delta',
        index: 1,
        delta: { type: 'input_json_delta', partial_json: piece },
      })),
      { type: 'content_block_stop', index: 1 },
    ].map(sse),
  end: (reason: string) => [
    sse({
      type: 'message_delta',
      delta: { stop_reason: reason, stop_sequence: null },
      usage: { output_tokens: 21 },
    }),
    sse({ type: 'message_stop' }),
  ],
}

/** The same in OpenAI's dialect. */
export const openaiWire = {
  piece: (delta: unknown, finish: string | null = null) =>
    sse({ model: 'gpt-6-luna', choices: [{ index: 0, delta, finish_reason: finish }] }),
  tool: (name: string, ...pieces: readonly string[]) =>
    ['', ...pieces].map((piece, index) => {
      const used = index === 0 ? { name, arguments: '' } : { arguments: piece }
      const call = { index: 0, ...(index === 0 ? { id: 'call_1' } : {}), function: used }
      return openaiWire.piece({ tool_calls: [call] })
    }),
  usage: sse({
    model: 'gpt-6-luna',
    choices: [],
    usage: {
      prompt_tokens: 942,
      completion_tokens: 21,
      total_tokens: 963,
      prompt_tokens_details: { cached_tokens: 900, cache_write_tokens: 30 },
    },
  }),
  done: sse('[DONE]'),
}
