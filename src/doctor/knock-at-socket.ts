import type { IncomingMessage } from 'node:http'
import { WebSocket } from 'ws'
import type { Clock } from '../lib/clock.ts'
import { errorCode } from '../lib/errors.ts'
import type { Reply } from './ask.ts'

/** It opened, or what came instead. */
export type SocketReply = { readonly kind: 'opened' } | Reply

const answerWithinMs = 4_000

/** Opens a socket as Twilio would, and closes it before a word is said. Never throws. */
export async function knockAtSocket({
  url,
  signature,
  clock,
}: {
  url: string
  signature: string
  clock: Clock
}): Promise<SocketReply> {
  const { promise, resolve } = Promise.withResolvers<SocketReply>()
  const socket = new WebSocket(url, {
    headers: { 'x-twilio-signature': signature, 'user-agent': 'LegacyAI-Voice-Doctor' },
    perMessageDeflate: false,
  })
  const timer = clock.after(answerWithinMs, () => resolve({ kind: 'trouble', code: 'ETIMEDOUT' }))
  socket.on('open', () => resolve({ kind: 'opened' }))
  socket.on('error', (error) =>
    resolve({ kind: 'trouble', code: errorCode(error) ?? error.message }),
  )
  socket.on('unexpected-response', (_request, response) => {
    readRefusal(response).then(resolve, () => resolve({ kind: 'trouble', code: 'ECONNRESET' }))
  })
  try {
    return await promise
  } finally {
    timer.cancel()
    if (socket.readyState === socket.OPEN) socket.close(1000)
    else socket.terminate()
  }
}

async function readRefusal(response: IncomingMessage): Promise<SocketReply> {
  let body = ''
  for await (const chunk of response) {
    body += String(chunk)
    if (body.length > 16_384) break
  }
  return { kind: 'answer', status: response.statusCode ?? 0, headers: new Headers(), body }
}
