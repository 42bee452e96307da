import type { RawData, WebSocket } from 'ws'
import { describeError } from '../../lib/errors.ts'
import type { Logger } from '../../lib/logger.ts'
import { CarrierSocket, type CarrierSocketParts } from '../carrier-socket.ts'
import type { VoiceParts } from '../voice-parts.ts'
import { parseMediaMessage, type MediaMessage, type MediaStart } from './media-messages.ts'
import { MediaStream } from './media-stream.ts'
import type { Watched, Watchdog } from './media-watchdog.ts'
import type { SessionNames } from './session-names.ts'
import { untold } from './sound-gaps.ts'
import { endStalledStream } from './stalled-stream.ts'
import type { MediaSocket } from './stream-orders.ts'

export interface MediaConnectionParts extends CarrierSocketParts {
  readonly log: Logger
  readonly sessions: SessionNames
  readonly watchdog: Watchdog
}

const startWithinMs = 5_000
/** The WebSocket's close code for what went wrong with us. */
const internalError = 1011
const limits = {
  /** More than a second of sound, and many times what a carrier puts into one message. */
  longestFrameBytes: 16 * 1024,
  /** Twice what a caller's sound comes to. */
  framesPerSecond: 100,
  /** What a carrier holds back while the network stands still comes at once afterwards. */
  mostAtOnce: 600,
}

/** One socket of the carrier, from its first frame to its close: whose call it is, and what it brings. */
export class MediaConnection implements Watched {
  readonly #own: MediaConnectionParts
  readonly #parts: VoiceParts
  readonly #socket: CarrierSocket
  readonly #openedAtMs: number
  #stream: MediaStream | undefined
  /** The carrier is being asked about a stream on which nothing comes. */
  #stall: Promise<void> = Promise.resolve()

  constructor(own: MediaConnectionParts) {
    this.#own = own
    this.#parts = own.parts
    this.#socket = new CarrierSocket(own, { name: 'media', limits })
    this.#openedAtMs = own.parts.clock.monotonicMs()
    own.watchdog.watch(this)
  }

  frame(data: RawData, isBinary: boolean): void {
    this.#socket.frame(data, isBinary, this.#read)
  }

  /** Something that could not be used: it is counted. */
  strange(reason: string): void {
    this.#socket.strange(reason)
  }

  closed(): void {
    this.#own.watchdog.forget(this)
    this.#socket.alone(() => this.#stream?.line.closed())
  }

  look(nowMs: number): void {
    if (!this.#socket.isOpen) return
    const stream = this.#stream
    if (stream) this.#socket.alone(() => stream.look(nowMs))
    else if (nowMs - this.#openedAtMs >= startWithinMs) this.#socket.refuse('no start came')
  }

  readonly #read = (text: Buffer): void => {
    const nowMs = this.#socket.lastFrameAtMs
    if (this.#stream?.hears(text, nowMs)) return
    this.#understood(parseMediaMessage(text.toString('utf8')), nowMs)
  }

  #understood(message: MediaMessage, nowMs: number): void {
    if (message.event === 'unknown') return this.strange(message.reason)
    if (message.event === 'connected') return
    if (message.event === 'start') {
      return this.#stream ? this.strange('a second start') : this.#begin(message)
    }
    if (this.#stream) this.#stream.received(message, nowMs)
    else this.strange(`${message.event} before start`)
  }

  #begin({ sequenceNumber: sequence = untold, start, streamSid }: MediaStart): void {
    const { callSid, customParameters } = start
    const { clock, phoneNetwork, switchboard } = this.#parts
    const stream = new MediaStream({
      clock,
      sequence,
      streamSid,
      socket: mediaSocket(this.#socket.socket),
      strange: (reason) => this.strange(reason),
      bringBack: () => this.#reporting(callSid, phoneNetwork.bringBack(callSid)),
      onStalled: () => this.#stalled(callSid, stream),
    })
    this.#stream = stream
    const session = customParameters?.['session']
    this.#socket.join({ callSid, token: customParameters?.['token'] }, () => {
      stream.line.probe()
      const talk = switchboard.connectAudio(callSid, stream.line, { session })
      if (!talk) return undefined
      this.#own.sessions.opened(callSid)
      stream.tellTo(talk)
      // A carrier that is being asked to leave the stream must not be told first that it is gone.
      return { ended: talk.ended.then(() => this.#stall) }
    })
  }

  #stalled(callSid: string, stream: MediaStream): void {
    this.#own.log.warn(
      { callSid },
      'Nothing comes from a caller any more, and the carrier is asked',
    )
    this.#stall = endStalledStream({
      callSid,
      line: stream.line,
      phoneNetwork: this.#parts.phoneNetwork,
      isStillSilent: () => stream.isStalled,
      closeSocket: () => this.#socket.socket.close(internalError),
    }).catch((error: unknown) => this.#socket.failed(error))
  }

  async #reporting(callSid: string, asked: Promise<void>): Promise<void> {
    try {
      await asked
    } catch (error) {
      const reason = describeError(error)
      this.#own.log.warn({ callSid, reason }, 'The carrier could not be asked to go on with a call')
      throw error
    }
  }
}

/** The same for every message: made once. */
const asText = { binary: false }

function mediaSocket(socket: WebSocket): MediaSocket {
  return {
    send: (message) => socket.send(message, asText),
    close: (code) => socket.close(code),
    terminate: () => socket.terminate(),
    get isOpen() {
      return socket.readyState === socket.OPEN
    },
    get waitingBytes() {
      return socket.bufferedAmount
    },
  }
}
