import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import type { RawData } from 'ws'
import type { ServerAddress } from './server-address.ts'
import { signatureOf } from './signature.ts'

/** The carrier's end of a socket to the server: signed over the URL of the TwiML, connected to the local one. */
export interface ServerSocket {
  send(frame: string | Buffer): void
  /** How many bytes were sent that the network has not taken yet. */
  bufferedBytes(): number
  /** Resolves when the server has read everything sent so far, or the socket is closed. */
  delivered(): Promise<void>
  close(code: number, reason: string): void
  /** Cuts the connection without a closing word. */
  drop(): void
  /** The same as a host does that has lost its memory: with a reset. */
  reset(): void
  /** Reads nothing any more, not even a ping, until resumed. */
  pause(): void
  resume(): void
}

export interface ServerSocketListener {
  opened(): void
  textFrame(frame: string): void
  binaryFrame(): void
  /** The last event, also of a socket that never opened. */
  closed(closing: SocketClosing): void
}

export interface SocketClosing {
  /** 1006 where nobody closed it. */
  readonly code: number
  /** Why it broke, or never opened, in words. */
  readonly fault: string | undefined
  readonly cause: SocketEnd
}

export type SocketEnd = 'closed' | 'broken' | NeverOpened

/** The three ways of not opening: nobody there, nobody answers, and an answer that is no socket. */
type NeverOpened = 'not-connected' | 'timed-out' | 'upgrade-refused'

export interface ServerSocketParts {
  readonly url: string
  /** What is signed where that is not the address itself. */
  readonly signedUrl?: string
  readonly authToken: string
  readonly server: ServerAddress
  readonly listener: ServerSocketListener
  /** Fails as if the server had refused the upgrade. */
  readonly refused: boolean
}

export function openServerSocket(parts: ServerSocketParts): ServerSocket {
  const { url, signedUrl = url, authToken, server, listener, refused } = parts
  const located = server.locate(url)
  if (located === undefined || refused) {
    const cause = refused ? 'upgrade-refused' : 'not-connected'
    const fault = refused ? 'refused, by a fault' : 'not an address of the server'
    queueMicrotask(() => listener.closed({ code: 1006, fault, cause }))
    return neverOpened
  }
  const socket = new WebSocket(located.target, {
    headers: {
      ...located.headers,
      'x-twilio-signature': signatureOf({ authToken, url: signedUrl }),
    },
    handshakeTimeout: 5000,
    // Beyond the longest frame that is read, so that a frame too long is counted and not fatal.
    maxPayload: 16 * 1024 * 1024,
    perMessageDeflate: false,
  })
  let connection: Socket | undefined
  socket.on('upgrade', (response) => {
    connection = response.socket
  })
  listen(socket, listener)
  return {
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame)
    },
    bufferedBytes: () => socket.bufferedAmount,
    delivered: () => delivered(socket),
    close: (code, reason) => closeSoon(socket, { code, reason }),
    drop: () => socket.terminate(),
    reset: () => connection?.resetAndDestroy(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  }
}

function listen(socket: WebSocket, listener: ServerSocketListener): void {
  let fault: string | undefined
  let wasOpen = false
  socket.on('open', () => {
    wasOpen = true
    listener.opened()
  })
  socket.on('message', (frame, isBinary) => {
    if (isBinary) listener.binaryFrame()
    else listener.textFrame(textOf(frame))
  })
  socket.on('error', (error) => {
    fault ??= error.message
  })
  socket.on('close', (code) => {
    const openEnd = code === brokenOff ? 'broken' : 'closed'
    listener.closed({ code, fault, cause: wasOpen ? openEnd : whyNeverOpened(fault) })
  })
}

/** What a socket is closed with that ended without a closing word. */
const brokenOff = 1006

/** The package tells only in words. */
function whyNeverOpened(fault: string | undefined): NeverOpened {
  if (fault === 'Opening handshake has timed out') return 'timed-out'
  return fault?.startsWith('Unexpected server response') === true
    ? 'upgrade-refused'
    : 'not-connected'
}

const neverOpened: ServerSocket = {
  send: () => undefined,
  bufferedBytes: () => 0,
  delivered: () => Promise.resolve(),
  close: () => undefined,
  drop: () => undefined,
  reset: () => undefined,
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
