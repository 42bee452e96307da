import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'

/**
 * What a speech call is compared with: the least that joins a carrier's stream to the Realtime API over `ws`
 * and does it right. Sound is set from one message into the other as bytes, interruptions clear the line and
 * tell the model by a playback clock what was heard. It checks no signature and no token, keeps no record, writes
 * no log, and knows neither tools nor a call that is lost.
 */
export function createLeanRelay(modelUrl: string): Server {
  const http = createServer((request, response) => {
    request.resume()
    // What a server that listens on a port has.
    const { port } = http.address() as AddressInfo
    const stream = `<Stream url="ws://127.0.0.1:${port}/twilio/media"/>`
    response.writeHead(200, { 'content-type': 'text/xml' })
    response.end(`<Response><Connect>${stream}</Connect></Response>`)
  })
  new WebSocketServer({
    server: http,
    perMessageDeflate: false,
    skipUTF8Validation: true,
    clientTracking: false,
    maxPayload: 65_536,
  }).on('connection', (socket) => new RelayedCall(socket, modelUrl))
  return http
}

/** What may be known of a message without taking it apart. */
const payloadKey = Buffer.from('"payload":"')
const deltaKey = Buffer.from('"delta":"')
const responseKey = Buffer.from('"response_id":"')
const soundType = Buffer.from('"response.output_audio.delta"')
const quote = 0x22
const appendHead = Buffer.from('{"type":"input_audio_buffer.append","audio":"')
const appendTail = Buffer.from('"}')
const mediaTail = Buffer.from('"}}')
const typeWithin = 64

const sessionUpdate = JSON.stringify({
  type: 'session.update',
  session: {
    type: 'realtime',
    output_modalities: ['audio'],
    instructions: 'Be brief.',
    audio: {
      input: {
        format: { type: 'audio/pcmu' },
        transcription: { model: 'gpt-transcribe' },
        turn_detection: { type: 'server_vad', create_response: true, interrupt_response: true },
      },
      output: { format: { type: 'audio/pcmu' }, voice: 'marin' },
    },
  },
})

class RelayedCall {
  readonly #caller: WebSocket
  readonly #model: WebSocket
  /** Of the caller, until the model knows its format. */
  #early: Buffer[] | undefined = []
  #streamSid = ''
  #mediaHead = Buffer.alloc(0)
  #item = ''
  #dropped = ''
  #response = ''
  /** The playback clock: when the answer began to be played, and until when there is something to be heard. */
  #itemBeganMs = 0
  #playedUntilMs = 0

  constructor(caller: WebSocket, modelUrl: string) {
    this.#caller = caller
    this.#model = new WebSocket(`${modelUrl}?model=any`, {
      perMessageDeflate: false,
      skipUTF8Validation: true,
    })
    this.#model.on('open', () => this.#model.send(sessionUpdate))
    this.#model.on('message', (message: Buffer) => this.#fromModel(message))
    this.#model.on('close', () => caller.close())
    this.#model.on('error', () => undefined)
    caller.on('message', (message: Buffer) => this.#fromCaller(message))
    caller.on('close', () => this.#model.close())
    caller.on('error', () => undefined)
  }

  #fromCaller(message: Buffer): void {
    // `{"event":"media"` and `{"event":"mark"` differ in their twelfth letter.
    const at = message[11] === 'e'.charCodeAt(0) ? message.indexOf(payloadKey) : -1
    if (at === -1) return this.#fromCarrier(message.toString())
    const start = at + payloadKey.length
    const append = spliced(
      appendHead,
      message.subarray(start, message.indexOf(quote, start)),
      appendTail,
    )
    if (this.#early) this.#early.push(append)
    else this.#model.send(append, text)
  }

  #fromCarrier(message: string): void {
    const { event, streamSid = '' } = JSON.parse(message) as { event: string; streamSid?: string }
    if (event !== 'start') return
    this.#streamSid = streamSid
    const head = `{"event":"media","streamSid":"${streamSid}","media":{"payload":"`
    // A piece of Node's pool would keep all of the pool for as long as the call lasts.
    this.#mediaHead = Buffer.alloc(head.length, head)
  }

  #fromModel(message: Buffer): void {
    if (message.subarray(0, typeWithin).includes(soundType)) return this.#play(message)
    const event = JSON.parse(message.toString()) as ModelMessage
    switch (event.type) {
      case 'session.updated':
        this.#sendEarly()
        break
      case 'response.output_item.added':
        this.#answerBegins(event)
        break
      case 'input_audio_buffer.speech_started':
        this.#interrupt()
        break
      default:
    }
  }

  #answerBegins({ item, response_id = '' }: ModelMessage): void {
    this.#item = item?.id ?? ''
    this.#response = response_id
    this.#itemBeganMs = 0
  }

  #sendEarly(): void {
    for (const append of this.#early ?? []) this.#model.send(append, text)
    this.#early = undefined
  }

  #play(message: Buffer): void {
    const from = message.indexOf(responseKey) + responseKey.length
    const { length } = this.#dropped
    if (length > 0 && message.toString('latin1', from, from + length) === this.#dropped) return
    const start = message.indexOf(deltaKey) + deltaKey.length
    const sound = message.subarray(start, message.indexOf(quote, start))
    this.#caller.send(spliced(this.#mediaHead, sound, mediaTail), text)
    const nowMs = performance.now()
    if (this.#playedUntilMs < nowMs) this.#playedUntilMs = nowMs
    if (this.#itemBeganMs === 0) this.#itemBeganMs = this.#playedUntilMs
    this.#playedUntilMs += (sound.length * 0.75) / 8
  }

  #interrupt(): void {
    const nowMs = performance.now()
    this.#dropped = this.#response
    if (this.#playedUntilMs <= nowMs) return
    this.#caller.send(`{"event":"clear","streamSid":"${this.#streamSid}"}`)
    const audio_end_ms = Math.max(0, Math.floor(nowMs - this.#itemBeganMs))
    const truncate = { item_id: this.#item, content_index: 0, audio_end_ms }
    this.#model.send(JSON.stringify({ type: 'conversation.item.truncate', ...truncate }))
    this.#playedUntilMs = nowMs
  }
}

interface ModelMessage {
  readonly type: string
  readonly response_id?: string
  readonly item?: { readonly id: string }
}

/** Bytes are sent as text. */
const text = { binary: false } as const

function spliced(head: Buffer, sound: Buffer, tail: Buffer): Buffer {
  const whole = Buffer.allocUnsafe(head.length + sound.length + tail.length)
  head.copy(whole, 0)
  sound.copy(whole, head.length)
  tail.copy(whole, head.length + sound.length)
  return whole
}
