import type { WebSocket } from 'ws'

/** The server's end of a relay socket in a test: what it got, and what it sends. */
export interface RelayPeer {
  readonly received: readonly RelayFrame[]
  /** All frames of one type. */
  ofType(type: string): readonly RelayFrame[]
  token(text: string, options?: { last?: boolean; interruptible?: boolean | string }): void
  send(message: unknown): void
  raw(frame: string | Buffer): void
  end(handoffData?: string): void
  close(code?: number): void
  closedWith: { code: number; reason: string } | undefined
}

export interface RelayFrame {
  readonly type: string
  readonly [field: string]: unknown
}

/** Lets a stand-in server's relay answer by `script`, which sees every frame as it comes. */
export function relayPeers(script: (frame: RelayFrame, peer: RelayPeer) => void = () => undefined) {
  const peers: RelayPeer[] = []
  return {
    peers,
    accept(socket: WebSocket): void {
      const peer = createPeer(socket)
      peers.push(peer)
      socket.on('message', (frame: Buffer) => {
        const message = parseFrame(frame)
        peer.frames.push(message)
        script(message, peer)
      })
    },
  }
}

function createPeer(socket: WebSocket): RelayPeer & { frames: RelayFrame[] } {
  const frames: RelayFrame[] = []
  const send = (message: unknown) => socket.send(JSON.stringify(message))
  const peer: RelayPeer & { frames: RelayFrame[] } = {
    frames,
    received: frames,
    ofType: (type) => frames.filter((frame) => frame.type === type),
    token: (text, { last = false, ...rest } = {}) =>
      send({ type: 'text', token: text, last, ...rest }),
    send,
    raw: (frame) => socket.send(frame),
    end: (handoffData) =>
      send(handoffData === undefined ? { type: 'end' } : { type: 'end', handoffData }),
    close: (code) => socket.close(code),
    closedWith: undefined,
  }
  socket.on('close', (code, reason) => {
    peer.closedWith = { code, reason: reason.toString() }
  })
  return peer
}

function parseFrame(frame: Buffer): RelayFrame {
  const text = frame.toString('utf8')
  try {
    // The carrier's own frames: each has a type.
    return JSON.parse(text) as RelayFrame
  } catch {
    return { type: 'no-json', text }
  }
}
