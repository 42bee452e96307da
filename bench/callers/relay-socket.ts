import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { setupMessage } from '../../carrier/relay/setup-message.ts'
import { signatureOf } from '../../carrier/signature.ts'
import type { CarrierAccount } from '../servers/measured-server.ts'
import type { PlacedCall } from './place-call.ts'

/** The carrier's end of a relay session. */
export interface CallerSocket {
  send(message: Readonly<Record<string, unknown>>): void
  /** Calls back when the server has read everything that was sent. */
  whenRead(then: () => void): void
  close(): void
}

export interface SocketEvents {
  readonly onText: (text: { readonly token: string; readonly last: boolean }) => void
  /** The server, or its process, has let the line go. */
  readonly onLost: (code: number) => void
}

const opensWithinMs = 15_000
const hungUp = 1000

/** @throws {Error} when the server does not let the socket in. */
export async function openSocket(
  call: PlacedCall,
  { account, events }: { account: CarrierAccount; events: SocketEvents },
): Promise<CallerSocket> {
  const { url } = call.relay
  const socket = new WebSocket(url, {
    headers: { 'x-twilio-signature': signatureOf({ authToken: account.authToken, url }) },
    perMessageDeflate: false,
    handshakeTimeout: opensWithinMs,
  })
  let isClosing = false
  await once(socket, 'open')
  socket.on('error', () => undefined)
  socket.on('close', (code) => isClosing || events.onLost(code))
  socket.on('message', (data: Buffer) => {
    // Both servers send `text` and, at the end of a call, `end`.
    const message = JSON.parse(data.toString()) as { type: string; token: string; last: boolean }
    if (message.type === 'text') events.onText(message)
  })
  const send = (message: object) => socket.send(JSON.stringify(message))
  const { accountSid } = account
  const sessionId = `VX${randomBytes(16).toString('hex')}`
  const { customParameters } = call.relay
  send(setupMessage({ call, accountSid, sessionId, customParameters, freshlyAnswered: true }))
  return {
    send,
    whenRead(then) {
      socket.once('pong', then)
      socket.ping()
    },
    close() {
      isClosing = true
      socket.close(hungUp)
    },
  }
}
