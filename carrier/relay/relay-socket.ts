import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { RawData } from 'ws'
import type { ServerAddress } from '../server-address.ts'
import { signatureOf } from '../signature.ts'

/** The carrier's end of a relay socket: signed over the URL of the TwiML, connected to the local one. */
export interface RelaySocket {
  send(frame: string | Buffer): void
  /** Resolves when the server has read everything sent so far, or the socket is closed. */
  delivered(): Promise<void>
  close(code: number, reason: string): void
  /** Cuts the connection without a closing word. */
  drop(): void
  /** Reads nothing any more, not even a ping, until resumed. */
  pause(): void
  resume(): void
}

export interface RelaySocketListener {
  opened(): void
  textFrame(frame: string): void
  binaryFrame(): void
  /** The last event, also of a socket that never opened: `fault` says why in words. */
  closed(closing: { code: number; fault: string | undefined }): void
}

export interface RelaySocketParts {
  readonly url: string
  readonly authToken: string
  readonly server: ServerAddress
  readonly listener: RelaySocketListener
  /** Fails as if the server had refused the upgrade. */
  readonly refused: boolean
}

export function openRelaySocket({
  url,
  authToken,
  server,
  listener,
  refused,
}: RelaySocketParts): RelaySocket {
  const located = server.locate(url)
  if (located === undefined || refused) {
    const fault = refused
      ? 'refused, by a fault'
      : 'not an address of the server or of this machine'
    setImmediate(() => listener.closed({ code: 1006, fault }))
    return neverOpened
  }
  const socket = new WebSocket(located.target, {
    headers: { ...located.headers, 'x-twilio-signature': signatureOf({ authToken, url }) },
    handshakeTimeout: 5000,
    // Beyond the longest frame that is read, so that a frame too long is counted and not fatal.
    maxPayload: 16 * 1024 * 1024,
    perMessageDeflate: false,
  })
  let fault: string | undefined
  socket.on('open', () => listener.opened())
  socket.on('message', (frame, isBinary) => {
    if (isBinary) listener.binaryFrame()
    else listener.textFrame(textOf(frame))
  })
  socket.on('error', (error) => {
    fault ??= error.message
  })
  socket.on('close', (code) => listener.closed({ code, fault }))
  return {
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame)
    },
    delivered: () => delivered(socket),
    close: (code, reason) => closeSoon(socket, { code, reason }),
    drop: () => socket.terminate(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  }
}

const neverOpened: RelaySocket = {
  send: () => undefined,
  delivered: () => Promise.resolve(),
  close: () => undefined,
  drop: () => undefined,
  pause: () => undefined,
  resume: () => undefined,
}

/** The pong answers after everything sent before the ping was read, since frames keep their order. */
function delivered(socket: WebSocket): Promise<void> {
  if (socket.readyState !== WebSocket.OPEN) return Promise.resolve()
  const { promise, resolve } = Promise.withResolvers<void>()
  // Pings of their own, so that the answer to an earlier one does not count for this one.
  const mark = randomUUID()
  const pongCame = (content: Buffer) => {
    if (content.toString() === mark) done()
  }
  const done = () => {
    socket.off('pong', pongCame)
    socket.off('close', done)
    resolve()
  }
  socket.on('pong', pongCame)
  socket.on('close', done)
  socket.ping(mark)
  return promise
}

/** Real time, whatever clock the calls run on: the other side may be dead, and sockets are real. */
const closePatienceMs = 1000

function closeSoon(socket: WebSocket, { code, reason }: { code: number; reason: string }): void {
  socket.close(code, reason)
  const impatience = setTimeout(() => socket.terminate(), closePatienceMs)
  socket.on('close', () => clearTimeout(impatience))
}

function textOf(frame: RawData): string {
  if (Array.isArray(frame)) return Buffer.concat(frame).toString('utf8')
  return Buffer.isBuffer(frame) ? frame.toString('utf8') : Buffer.from(frame).toString('utf8')
}
