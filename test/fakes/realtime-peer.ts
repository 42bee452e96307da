import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'

/**
 * The other end of a Realtime session that does nothing by itself: a test reads what came, and sends what it
 * likes, in whatever order.
 */
export interface RealtimePeer extends AsyncDisposable {
  readonly url: string
  /** The next connection that is opened, in order. */
  next(): Promise<PeerConnection>
}

export interface PeerConnection {
  readonly request: IncomingMessage
  readonly socket: WebSocket
  /** Everything that came, in order; sound as the base64 that it is. */
  readonly received: readonly PeerEvent[]
  of(type: string): readonly PeerEvent[]
  /** Objects as JSON; text and bytes as they are. */
  sends(...frames: readonly (object | string | Buffer)[]): void
  /** Waits until `look` finds something in what came. @throws {Error} with what came, when it does not in time. */
  until<Found>(look: () => Found | undefined | false, withinMs?: number): Promise<Found>
}

/** Fields are the test's to know. */
export type PeerEvent = { readonly type: string } & Readonly<Record<string, unknown>>

export interface PeerManners {
  /** Answers the handshake itself, with whatever it writes to the socket, when it returns `true`. */
  readonly greets?: (socket: Duplex) => boolean
}

export async function openRealtimePeer({ greets }: PeerManners = {}): Promise<RealtimePeer> {
  const http = createServer()
  const sockets = new WebSocketServer({ noServer: true })
  const streams = new Set<Duplex>()
  const waiting: ((connection: PeerConnection) => void)[] = []
  const come: PeerConnection[] = []

  http.on('upgrade', (request, stream, head) => {
    streams.add(stream)
    stream.on('error', () => undefined)
    if (greets?.(stream) === true) return
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const connection = peerConnection(socket, request)
      const first = waiting.shift()
      if (first) first(connection)
      else come.push(connection)
    })
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo

  return {
    url: `ws://127.0.0.1:${port}/v1/realtime`,
    next() {
      const connection = come.shift()
      if (connection) return Promise.resolve(connection)
      const { promise, resolve } = Promise.withResolvers<PeerConnection>()
      waiting.push(resolve)
      return promise
    },
    async [Symbol.asyncDispose]() {
      for (const stream of streams) stream.destroy()
      http.close()
      await once(http, 'close')
    },
  }
}

function peerConnection(socket: WebSocket, request: IncomingMessage): PeerConnection {
  const received: PeerEvent[] = []
  const watchers = new Set<() => void>()
  socket.on('message', (data) => {
    // A client sends text, which comes as one buffer.
    received.push(JSON.parse((data as Buffer).toString('utf8')) as PeerEvent)
    for (const watcher of watchers) watcher()
  })
  socket.on('error', () => undefined)
  return {
    request,
    socket,
    received,
    of: (type) => received.filter((event) => event.type === type),
    sends(...frames) {
      for (const frame of frames) {
        const isReady = typeof frame === 'string' || Buffer.isBuffer(frame)
        socket.send(isReady ? frame : JSON.stringify(frame))
      }
    },
    until(look, withinMs = 5_000) {
      const { promise, reject, resolve } = Promise.withResolvers<never>()
      const patience = setTimeout(
        () => reject(new Error(`Never came; what did: ${JSON.stringify(received).slice(-3_000)}`)),
        withinMs,
      )
      const lookAgain = () => {
        const found = look()
        if (found === undefined || found === false) return
        clearTimeout(patience)
        watchers.delete(lookAgain)
        resolve(found as never)
      }
      watchers.add(lookAgain)
      lookAgain()
      return promise
    },
  }
}
