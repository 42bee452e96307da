import type { IncomingMessage } from 'node:http'
import { WebSocket } from 'ws'
import type { Clock } from '../../lib/clock.ts'
import { describeError } from '../../lib/errors.ts'
import { frameBytes } from '../../lib/frame-bytes.ts'
import {
  brokenBy,
  closedWith,
  deadConnection,
  refusedWith,
  type AskedServer,
  type Loss,
} from './session-loss.ts'
import type { Sweep, Swept } from './sweep.ts'

/** The connection of one session: what goes out and comes in, until it is lost or let go. */
export interface RealtimeSocket {
  /** Bytes of text. Dropped while the connection is not open. */
  send(frame: Buffer | string): void
  /** Bytes that wait because the network does not take them. */
  readonly waitingBytes: number
  /** Lets go of it: nothing comes any more, and nobody is told. */
  close(): void
}

export interface RealtimeSocketParts extends AskedServer {
  /** Without a query. */
  readonly url: string
  readonly clock: Clock
  readonly sweep: Sweep
  readonly onOpen: () => void
  readonly onFrame: (frame: Buffer) => void
  /** A frame that is no text. */
  readonly onBinary: () => void
  /** At most once, and the last that is told. */
  readonly onLost: (loss: Loss) => void
}

const handshakeWithinMs = 5_000
/** Far more than any event of a call. */
const longestFrameBytes = 4 * 1024 * 1024
const longestRefusal = 16_384
const pingEveryMs = 20_000
const pongWithinMs = 5_000
const normalClosure = 1000
const goodbyeWithinMs = 2_000
const asText = { binary: false, compress: false }

/** Never throws: an address that cannot be one is a connection that is lost. */
export function openRealtimeSocket(parts: RealtimeSocketParts): RealtimeSocket {
  try {
    return new Connection(parts)
  } catch (error) {
    return lostAtOnce(parts, error instanceof Error ? error : new Error(String(error)))
  }
}

function lostAtOnce(parts: RealtimeSocketParts, error: Error): RealtimeSocket {
  let isOver = false
  queueMicrotask(() => {
    if (!isOver) parts.onLost(brokenBy(error, parts))
  })
  return { send: () => undefined, waitingBytes: 0, close: () => (isOver = true) }
}

class Connection implements RealtimeSocket, Swept {
  readonly #parts: RealtimeSocketParts
  readonly #socket: WebSocket
  #isOver = false
  #isAlive = true
  #pingAtMs: number | undefined
  #pongUntilMs: number | undefined

  constructor(parts: RealtimeSocketParts) {
    this.#parts = parts
    const { apiKey, model, url } = parts
    this.#socket = new WebSocket(`${url}?model=${encodeURIComponent(model)}`, {
      headers: {
        'user-agent': 'LegacyAI-Voice',
        ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
      },
      perMessageDeflate: false,
      handshakeTimeout: handshakeWithinMs,
      maxPayload: longestFrameBytes,
      // Sound is checked byte by byte, and the rest is decoded leniently.
      skipUTF8Validation: true,
    })
    this.#listen()
  }

  get waitingBytes(): number {
    return this.#socket.bufferedAmount
  }

  send(frame: Buffer | string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(frame, asText)
  }

  close(): void {
    if (this.#isOver) return
    this.#end()
    const socket = this.#socket
    if (socket.readyState !== WebSocket.OPEN) return socket.terminate()
    socket.close(normalClosure)
    this.#parts.clock.after(goodbyeWithinMs, () => socket.terminate(), { keepsProcess: false })
  }

  sweep(nowMs: number): void {
    this.#pingAtMs ??= nowMs + pingEveryMs
    if (this.#pongUntilMs !== undefined && !this.#isAlive) {
      if (nowMs >= this.#pongUntilMs) this.#lost(deadConnection(this.#parts.vendor))
      return
    }
    if (nowMs < this.#pingAtMs) return
    this.#isAlive = false
    this.#pingAtMs = nowMs + pingEveryMs
    this.#pongUntilMs = nowMs + pongWithinMs
    this.#socket.ping()
  }

  #listen(): void {
    const { onBinary, onFrame, onOpen, sweep } = this.#parts
    const socket = this.#socket
    socket.on('open', () => {
      if (this.#isOver) return
      sweep.add(this)
      onOpen()
    })
    socket.on('message', (data, isBinary) => {
      if (this.#isOver) return
      this.#isAlive = true
      if (isBinary) onBinary()
      else this.#tell(() => onFrame(frameBytes(data)))
    })
    socket.on('pong', () => (this.#isAlive = true))
    // Stays to the end: an error that nobody hears would end the process.
    socket.on('error', (error) => this.#lost(brokenBy(error, this.#parts)))
    socket.on('close', (code, reason) =>
      this.#lost(closedWith(code, reason.toString('utf8'), this.#parts)),
    )
    socket.on('unexpected-response', (_request, response) => this.#refused(response))
  }

  /** Whatever comes of a frame is the end of one session at most, and never of the process. */
  #tell(frame: () => void): void {
    try {
      frame()
    } catch (error) {
      this.#lost({ reason: 'broken', detail: `A frame could not be used: ${describeError(error)}` })
    }
  }

  #refused(response: IncomingMessage): void {
    const status = response.statusCode ?? 0
    let body = ''
    const tell = () => this.#lost(refusedWith(status, body, this.#parts))
    response.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8')
      if (body.length > longestRefusal) tell()
    })
    response.on('end', tell)
    response.on('error', tell)
    response.on('close', tell)
  }

  #lost(loss: Loss): void {
    if (this.#isOver) return
    this.#end()
    this.#socket.terminate()
    this.#parts.onLost(loss)
  }

  #end(): void {
    this.#isOver = true
    this.#parts.sweep.remove(this)
  }
}
