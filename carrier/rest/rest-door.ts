import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RestApi } from './rest-api.ts'
import type { RestAnswer, RestRequest } from './rest-request.ts'

/** Whether a request of the carrier's HTTP server is one for the REST API. */
export function isForRest(request: IncomingMessage): boolean {
  return request.url?.startsWith('/2010-04-01/') === true
}

/** Reads a request from the wire, has it answered, and writes the answer. Never rejects. */
export async function answerRest(
  request: IncomingMessage,
  response: ServerResponse,
  { rest, log }: { rest: RestApi; log: (line: string) => void },
): Promise<void> {
  try {
    const read = await readRequest(request)
    if (read === 'too-long') return void response.writeHead(413).end()
    const answer = rest.answer(read)
    if (answer === 'reset') return void request.socket.resetAndDestroy()
    if (answer === 'no-answer') return
    await answer.held
    response.writeHead(answer.status, answer.headers)
    response.end(contentOf(answer))
  } catch (error) {
    log(`A REST request failed: ${error instanceof Error ? error.message : String(error)}`)
    response.destroy()
  }
}

function contentOf({ body }: RestAnswer): Buffer | string | undefined {
  return body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body)
}

async function readRequest(request: IncomingMessage): Promise<RestRequest | 'too-long'> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > longestBodyBytes) return 'too-long'
    chunks.push(chunk)
  }
  const url = new URL(request.url ?? '/', 'http://carrier')
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    form: new URLSearchParams(Buffer.concat(chunks).toString('utf8')),
    authorization: request.headers.authorization,
  }
}

const longestBodyBytes = 1024 * 1024
