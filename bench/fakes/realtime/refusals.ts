import type { Duplex } from 'node:stream'

/** OpenAI's words for a handshake that it refuses. */
const words: Readonly<Record<number, { code: string; type: string; message: string }>> = {
  400: refusal('invalid_request_error', 'missing_model', 'You must provide a model parameter.'),
  401: refusal('invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.'),
  403: refusal('invalid_request_error', 'model_not_allowed', 'This project has no access to it.'),
  404: refusal('invalid_request_error', 'model_not_found', 'The requested model does not exist.'),
  429: refusal('insufficient_quota', 'insufficient_quota', 'You exceeded your current quota.'),
  500: refusal('server_error', 'server_error', 'The server had an error.'),
  503: refusal('server_error', 'server_overloaded', 'The server is overloaded.'),
}

function refusal(type: string, code: string, message: string) {
  return { type, code, message }
}

/** Answers a handshake with an error, and hangs up. */
export function refuseHandshake(socket: Duplex, status: number): void {
  const body = JSON.stringify({ error: { ...words[status], param: null } })
  const head = [
    `HTTP/1.1 ${status} Refused`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
