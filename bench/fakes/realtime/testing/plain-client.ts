import { once } from 'node:events'
import { WebSocket } from 'ws'
import { soundOfWords } from '../../../../carrier/speech/audible-words.ts'
import { createFakeRealtimeServer, type FakeRealtimeServer } from '../fake-realtime-server.ts'
import type { FakeRealtimeOptions } from '../fake-options.ts'

/** An event of the server, as a client reads it. */
export interface SeenEvent {
  readonly type: string
  readonly [field: string]: unknown
}

/** A client that does what it is told, and keeps what it is told. */
export interface PlainClient {
  readonly socket: WebSocket
  readonly events: readonly SeenEvent[]
  readonly closed: Promise<number>
  send(event: object): void
  /** Sound in pieces of 20 ms, as a line brings it, all at once. */
  hears(sound: Buffer): void
  /** Words, and then so much silence that they are over. */
  says(words: string, silenceMs?: number): void
  /** Waits for the `nth` event of a type, from 0 on. */
  event(type: string, nth?: number): Promise<SeenEvent>
  types(): string[]
}

export interface ClientOptions {
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
}

export function connect(
  { url }: FakeRealtimeServer,
  options: ClientOptions = {},
): Promise<PlainClient> {
  return connectTo(url, options)
}

export async function connectTo(
  url: string,
  { headers = {}, query = '?model=gpt-realtime-2.1' }: ClientOptions = {},
): Promise<PlainClient> {
  const socket = new WebSocket(`${url}${query}`, { headers, perMessageDeflate: false })
  const events: SeenEvent[] = []
  const watchers = new Set<() => void>()
  socket.on('message', (frame: Buffer, isBinary) => {
    events.push(isBinary ? { type: 'binary' } : seen(frame.toString()))
    for (const look of watchers) look()
  })
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve)
  })
  await once(socket, 'open')
  const send = (event: object) => socket.send(JSON.stringify(event))
  const hears = (sound: Buffer) => {
    for (let at = 0; at < sound.length; at += 160) {
      const audio = sound.subarray(at, at + 160).toString('base64')
      send({ type: 'input_audio_buffer.append', audio })
    }
  }
  return {
    socket,
    events,
    closed,
    send,
    hears,
    says: (words, silenceMs = 600) =>
      hears(Buffer.concat([soundOfWords(words), silence(silenceMs)])),
    event: (type, nth = 0) =>
      new Promise((resolve, reject) => {
        const timeout = setTimeout(
          () => reject(new Error(`No ${type} among ${events.map((one) => one.type).join(', ')}`)),
          4000,
        )
        const look = () => {
          const found = events.filter((one) => one.type === type)[nth]
          if (found === undefined) return
          clearTimeout(timeout)
          watchers.delete(look)
          resolve(found)
        }
        watchers.add(look)
        look()
      }),
    types: () => events.map(({ type }) => type),
  }
}

function seen(text: string): SeenEvent {
  try {
    return JSON.parse(text) as SeenEvent
  } catch {
    return { type: 'no JSON', text }
  }
}

export function silence(ms: number): Buffer {
  return Buffer.alloc(ms * 8, 0xff)
}

/** What a phone server asks for: it alone decides when the agent speaks. */
export const phoneSession = {
  type: 'realtime',
  output_modalities: ['audio'],
  instructions: 'You answer the phone of a bakery.',
  audio: {
    input: {
      format: { type: 'audio/pcmu' },
      transcription: { model: 'gpt-transcribe' },
      turn_detection: {
        type: 'server_vad',
        silence_duration_ms: 500,
        create_response: false,
        interrupt_response: false,
      },
    },
    output: { format: { type: 'audio/pcmu' }, voice: 'marin' },
  },
} as const

/** A server, and a client that is through with its configuration. */
export async function onTheLine(options: FakeRealtimeOptions = {}, session: object = phoneSession) {
  const server = await createFakeRealtimeServer({ configuresAfterMs: 1, ...options })
  const client = await connect(server)
  client.send({ type: 'session.update', session })
  await client.event('session.updated')
  const found = await server.session(0)
  return {
    server,
    client,
    session: found,
    [Symbol.asyncDispose]: () => server.close(),
  }
}
