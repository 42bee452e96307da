import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { signatureOf } from '../../../carrier/signature.ts'
import type { CarrierAccount } from '../../servers/measured-server.ts'
import { createFrameFinder } from '../../sound/find-frame.ts'
import type { MediaCall } from './place-media-call.ts'

/** The carrier's end of a stream. */
export interface MediaSocket {
  /** A frame of the caller's, as base64. */
  sendFrame(payload: string, timestampMs: number): void
  sendMark(name: string): void
  /** The caller hangs up. */
  stop(): void
}

export interface MediaEvents {
  /** A piece of the agent's sound, and where in its message the frame begins; −1: it is none that we know. */
  readonly onSound: (message: Buffer, at: number) => void
  readonly onMark: (name: string) => void
  readonly onClear: () => void
  /** The server, or its process, has let the line go. */
  readonly onLost: (code: number) => void
}

const opensWithinMs = 15_000
const hungUp = 1000

/** @throws {Error} when the server does not let the socket in. */
export async function openMediaSocket(
  call: MediaCall,
  { account, events }: { account: CarrierAccount; events: MediaEvents },
): Promise<MediaSocket> {
  const { url } = call
  const socket = new WebSocket(url, {
    headers: { 'x-twilio-signature': signatureOf({ authToken: account.authToken, url }) },
    perMessageDeflate: false,
    skipUTF8Validation: true,
    handshakeTimeout: opensWithinMs,
  })
  let isClosing = false
  await once(socket, 'open')
  socket.on('error', () => undefined)
  socket.on('close', (code) => isClosing || events.onLost(code))
  const { find } = createFrameFinder()
  socket.on('message', (message: Buffer) => {
    const at = find(message)
    if (at === -1) receive(message, events)
    else events.onSound(message, at)
  })
  const stream = new Stream(call, account)
  socket.send('{"event":"connected","protocol":"Call","version":"1.0.0"}')
  socket.send(stream.start())
  return {
    sendFrame: (payload, timestampMs) => socket.send(stream.media(payload, timestampMs)),
    sendMark: (name) => socket.send(stream.mark(name)),
    stop() {
      isClosing = true
      socket.send(stream.stop())
      socket.close(hungUp)
    },
  }
}

function receive(message: Buffer, events: MediaEvents): void {
  // Both servers send these three, and everything else would be counted as sound that is none.
  const { event, mark } = JSON.parse(message.toString()) as {
    event: string
    mark?: { name: string }
  }
  if (event === 'clear') events.onClear()
  else if (event === 'mark') events.onMark(mark?.name ?? '')
  else events.onSound(message, -1)
}

/** The messages of one stream. All its numbers are text, and one of them counts all messages. */
class Stream {
  readonly #sid = `MZ${randomBytes(16).toString('hex')}`
  readonly #call: MediaCall
  readonly #account: CarrierAccount
  #sequence = 0
  #chunk = 0

  constructor(call: MediaCall, account: CarrierAccount) {
    this.#call = call
    this.#account = account
  }

  start(): string {
    return this.#message('start', {
      start: {
        streamSid: this.#sid,
        ...this.#names,
        tracks: ['inbound'],
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
        customParameters: this.#call.parameters,
      },
    })
  }

  /** Put together by hand: there are fifty a second of it. */
  media(payload: string, timestampMs: number): string {
    this.#sequence += 1
    this.#chunk += 1
    return `{"event":"media","sequenceNumber":"${this.#sequence}","media":{"track":"inbound","chunk":"${this.#chunk}","timestamp":"${timestampMs}","payload":"${payload}"},"streamSid":"${this.#sid}"}`
  }

  mark(name: string): string {
    return this.#message('mark', { mark: { name } })
  }

  stop(): string {
    return this.#message('stop', { stop: this.#names })
  }

  get #names() {
    return { accountSid: this.#account.accountSid, callSid: this.#call.sid }
  }

  #message(event: string, fields: object): string {
    this.#sequence += 1
    const sequenceNumber = String(this.#sequence)
    return JSON.stringify({ event, sequenceNumber, ...fields, streamSid: this.#sid })
  }
}
