import type { WebSocket } from 'ws'

/** The server's end of a media stream in a test: what it got, and what it sends. */
export interface StreamPeer {
  readonly received: readonly StreamMessage[]
  /** All messages of one event. */
  ofEvent(event: string): readonly StreamMessage[]
  /** All sound of the caller so far. */
  sound(): Buffer
  /** The names of the marks that came back. */
  marks(): readonly string[]
  play(sound: Buffer): void
  mark(name: string): void
  clear(): void
  send(message: unknown): void
  raw(frame: string | Buffer): void
  close(code?: number): void
  readonly socket: WebSocket
  closedWith: number | undefined
}

export interface StreamMessage {
  readonly event: string
  readonly streamSid?: string
  readonly sequenceNumber?: string
  readonly media?: {
    readonly track: string
    readonly chunk: string
    readonly timestamp: string
    readonly payload: string
  }
  readonly mark?: { readonly name: string }
  readonly dtmf?: { readonly digit: string }
  readonly start?: Readonly<Record<string, unknown>>
}

export type StreamScript = (message: StreamMessage, peer: StreamPeer) => void

/** Lets a stand-in server's sockets be media streams, which answer by `script`. */
export function streamPeers(script: StreamScript = () => undefined) {
  const peers: StreamPeer[] = []
  return {
    peers,
    accept(socket: WebSocket): void {
      const messages: StreamMessage[] = []
      const peer = createPeer(socket, messages)
      peers.push(peer)
      socket.on('error', () => undefined)
      socket.on('message', (frame: Buffer) => {
        // The carrier's own messages: each has an event.
        const message = JSON.parse(frame.toString('utf8')) as StreamMessage
        messages.push(message)
        script(message, peer)
      })
    },
  }
}

function createPeer(socket: WebSocket, received: readonly StreamMessage[]): StreamPeer {
  const send = (message: unknown) => socket.send(JSON.stringify(message))
  const streamSid = () => received.find(({ event }) => event === 'start')?.streamSid
  const ofEvent = (event: string) => received.filter((message) => message.event === event)
  const peer: StreamPeer = {
    received,
    ofEvent,
    sound: () =>
      Buffer.concat(
        ofEvent('media').map(({ media }) => Buffer.from(media?.payload ?? '', 'base64')),
      ),
    marks: () => ofEvent('mark').map(({ mark }) => mark?.name ?? ''),
    play: (sound) =>
      send({
        event: 'media',
        streamSid: streamSid(),
        media: { payload: sound.toString('base64') },
      }),
    mark: (name) => send({ event: 'mark', streamSid: streamSid(), mark: { name } }),
    clear: () => send({ event: 'clear', streamSid: streamSid() }),
    send,
    raw: (frame) => socket.send(frame),
    close: (code) => socket.close(code),
    socket,
    closedWith: undefined,
  }
  socket.on('close', (code) => {
    peer.closedWith = code
  })
  return peer
}
