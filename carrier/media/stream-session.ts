import type { CarrierAccount } from '../account.ts'
import type { Call, CallListener, SayOutcome } from '../call.ts'
import type { Clock } from '../clock.ts'
import { guarded } from '../guarded.ts'
import type { Faults } from '../faults/faults.ts'
import type { CarrierQuirks } from '../quirks.ts'
import type { ServerAddress } from '../server-address.ts'
import { openServerSocket } from '../server-socket.ts'
import type { ServerSocket, SocketClosing } from '../server-socket.ts'
import type { Timing } from '../timing.ts'
import type { Witness } from '../witness.ts'
import { createFaultyStream } from './faulty-stream.ts'
import type { FaultyStream } from './faulty-stream.ts'
import { frameMs } from './media-ticker.ts'
import type { MediaTicker, TickedStream } from './media-ticker.ts'
import { createMouth } from './mouth.ts'
import type { Mouth } from './mouth.ts'
import { createOutbox } from './outbox.ts'
import type { Outbox } from './outbox.ts'
import { frameBytes } from './playback.ts'
import { ServerSound } from './server-sound.ts'
import { endingOf } from './stream-ending.ts'
import type { StreamEnding } from './stream-ending.ts'
import { createStreamFrames } from './stream-frames.ts'
import type { Message, StreamFrames } from './stream-frames.ts'
import { createStreamKeys } from './stream-keys.ts'
import type { StreamKeys } from './stream-keys.ts'
import type { StreamAttributes } from './stream-attributes.ts'

export interface StreamSessionParts {
  readonly call: Call
  readonly streamSid: string
  readonly attributes: StreamAttributes
  readonly account: CarrierAccount
  readonly server: ServerAddress
  readonly clock: Clock
  readonly ticker: MediaTicker
  readonly faults: Faults
  readonly timing: Timing
  readonly witness: Witness
  readonly quirks: Pick<CarrierQuirks, 'slashAfterSignedStreamUrl'>
  /** The socket stands, and the server was told of the stream. */
  readonly onStarted: () => void
}

const heard: SayOutcome = { heard: true }
const silentPayload = Buffer.alloc(frameBytes, 0xff).toString('base64')
const normalClose = 1000

/** One bidirectional media stream of a call, from connecting to the close. */
export class StreamSession implements CallListener {
  readonly isOfSound = true
  /** Resolves once, when the socket is closed or never came to be. */
  readonly over: Promise<StreamEnding>
  readonly #parts: StreamSessionParts
  readonly #resolveOver: (ending: StreamEnding) => void
  readonly #frames: StreamFrames
  readonly #line: FaultyStream
  readonly #outbox: Outbox
  readonly #mouth: Mouth = createMouth()
  readonly #keys: StreamKeys
  readonly #sound: ServerSound
  readonly #socket: ServerSocket
  /** Keys that were pressed before the socket was open. */
  #earlyKeys = ''
  #beat: TickedStream | undefined
  #stopPacing: () => void = () => undefined
  #timestampMs = 0
  #open = false
  #ending: StreamEnding | undefined

  constructor(parts: StreamSessionParts) {
    this.#parts = parts
    const { call, streamSid, attributes, account, faults, timing, witness } = parts
    const { pacing } = call
    const { promise, resolve } = Promise.withResolvers<StreamEnding>()
    this.over = promise
    this.#resolveOver = resolve
    this.#frames = createStreamFrames({
      ...account,
      streamSid,
      callSid: call.sid,
      customParameters: attributes.customParameters,
    })
    const target = { callSid: call.sid, path: pathOf(attributes.url) }
    const socket = () => this.#socket
    this.#line = createFaultyStream({ ...parts, target, pacing, socket })
    this.#outbox = createOutbox({
      bufferedBytes: () => this.#socket.bufferedBytes(),
      onDropping: () =>
        witness.warn(call.sid, '31930', 'The server reads too slowly: sound is lost.'),
    })
    this.#keys = createStreamKeys({
      pacing,
      keySpacingMs: timing.keySpacingMs,
      send: (digit) => this.#tell(() => this.#frames.dtmf(digit)),
    })
    this.#sound = new ServerSound({
      call,
      streamSid,
      witness,
      onMark: (name) => this.#markReached(name),
      onAudible: () => this.#mouth.agentAnswers(),
    })
    const isRefused = faults.strike('stream-refused', target) !== undefined
    this.#socket = this.#connect(isRefused)
  }

  isOpen(): boolean {
    return this.#open
  }

  isDeaf(): boolean {
    return false
  }

  isHearing(): boolean {
    return this.#earlyKeys !== '' || this.#mouth.isBusy() || this.#keys.isBusy()
  }

  says(text: string): SayOutcome {
    this.#mouth.says(text)
    return heard
  }

  coughs(): SayOutcome {
    this.#mouth.coughs()
    return heard
  }

  speaks(sound: Buffer): SayOutcome {
    this.#mouth.speaks(sound)
    return heard
  }

  presses(digits: string): SayOutcome {
    if (this.#open) this.#keys.press(digits)
    else this.#earlyKeys += digits
    return heard
  }

  delivered(): Promise<void> {
    // A connection on which nothing passes answers for nothing.
    return this.#line.isStalled() ? Promise.resolve() : this.#socket.delivered()
  }

  sendRawFrame(frame: string | Buffer): SayOutcome {
    this.#socket.send(frame)
    return heard
  }

  dropConnection(): SayOutcome {
    this.#socket.reset()
    return heard
  }

  /** The call is over, or goes on elsewhere. */
  complete(): void {
    if (this.#ending !== undefined) return
    if (this.#open) this.#tell(() => this.#frames.stop())
    this.#stop()
    this.#ending = { by: 'call' }
    if (this.#line.isStalled()) this.#socket.drop()
    else this.#socket.close(normalClose, '')
  }

  #connect(refused: boolean): ServerSocket {
    const { attributes, account, server, quirks } = this.#parts
    const { url } = attributes
    return openServerSocket({
      refused,
      url,
      signedUrl: quirks.slashAfterSignedStreamUrl ? `${url}/` : url,
      authToken: account.authToken,
      server,
      listener: {
        opened: () => guarded(this.#parts, () => this.#opened()),
        textFrame: (frame) => {
          this.#line.received(() => guarded(this.#parts, () => this.#textFrame(frame)))
        },
        binaryFrame: () => this.#sound.refuse('a binary frame'),
        closed: (closing) => this.#closed(closing),
      },
    })
  }

  #opened(): void {
    const { call, ticker, onStarted } = this.#parts
    this.#open = true
    this.#line.opened()
    this.#tell(() => this.#frames.connected())
    this.#tell(() => this.#frames.start())
    const beat = ticker.start({ tick: (atMs) => guarded(this.#parts, () => this.#tick(atMs)) })
    this.#beat = beat
    this.#stopPacing = call.pacing.goesForwardBy(() =>
      this.#isUnderWay() ? beat.nextDueMs() : undefined,
    )
    onStarted()
    this.#line.passed('connected')
    this.#keys.press(this.#earlyKeys)
    this.#earlyKeys = ''
    call.publish({ type: 'stirred' })
  }

  /** Whether something is being said or heard. Without, the stream rests, and only silence passes. */
  #isUnderWay(): boolean {
    return this.#mouth.isBusy() || this.#sound.isUnderWay()
  }

  #textFrame(frame: string): void {
    // What the server sent before it saw the end is nobody's fault, and nobody hears it.
    if (this.#ending !== undefined) return
    if (this.#sound.textFrame(frame) === 'media') this.#line.passed('sound-received')
    this.#parts.call.publish({ type: 'stirred' })
  }

  #tick(atMs: number): void {
    if (!this.#open) return
    this.#outbox.flush()
    this.#sound.tick(atMs)
    const { call } = this.#parts
    const said = this.#mouth.frame()
    this.#timestampMs += frameMs
    const timestampMs = this.#timestampMs
    const payload = said === undefined ? silentPayload : said.toString('base64')
    if (said !== undefined) call.publish({ type: 'said', sound: said, atMs: atMs - frameMs })
    this.#line.sound(() => {
      this.#outbox.sound(() => this.#socket.send(this.#frames.media(payload, timestampMs)))
    })
  }

  #markReached(name: string): void {
    if (!this.#open) return
    this.#line.mark(() => this.#outbox.message(() => this.#send(this.#frames.mark(name))))
  }

  #tell(message: () => Message): void {
    if (!this.#open || this.#ending !== undefined) return
    this.#line.message(() => this.#outbox.message(() => this.#send(message())))
  }

  #send(message: Message): void {
    const { call, witness } = this.#parts
    witness.trace(call.sid, 'to-server', { kind: 'stream-sent', message })
    this.#socket.send(JSON.stringify(message))
    call.publish({ type: 'stirred' })
  }

  #closed(closing: SocketClosing): void {
    const { call, witness } = this.#parts
    const by = this.#ending === undefined ? 'server' : 'carrier'
    witness.trace(call.sid, 'inside', { kind: 'stream-closed', code: closing.code, by })
    this.#ending ??= endingOf(closing)
    this.#stop()
    this.#resolveOver(this.#ending)
  }

  #stop(): void {
    this.#open = false
    this.#beat?.stop()
    this.#stopPacing()
    this.#keys.stop()
    this.#line.stop()
    this.#sound.stop()
  }
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url
}
