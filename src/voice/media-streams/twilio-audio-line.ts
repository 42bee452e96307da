import type { AudioLine, AudioLineEvent } from '../../calls/audio-line.ts'
import type { LeavingReason } from '../../calls/caller-line.ts'
import { soundMs, type Sound } from '../../calls/sound.ts'
import type { Clock, Timer } from '../../lib/clock.ts'
import { PlaybackClock } from './playback-clock.ts'
import { PlaybackMarks, type SentMark } from './playback-marks.ts'
import { createStreamOrders, type MediaSocket, type StreamOrders } from './stream-orders.ts'

export interface TwilioAudioLineParts {
  readonly clock: Clock
  readonly streamSid: string
  readonly socket: MediaSocket
  readonly onEvent: (event: AudioLineEvent) => void
  /** Has the carrier ask us how the call goes on. */
  readonly bringBack: () => Promise<void>
}

/** The carrier closes a stream that ended as it should with this code. */
const normalClosure = 1000
const internalError = 1011
/** The same as on the other channels: whoever reads the carrier's log sees why. */
const leavingCodes: Readonly<Record<LeavingReason, number>> = {
  'handed-on': 1012,
  'taken-over': 4409,
}
/** Two minutes of sound: nobody reads them at the other end. */
const mostWaitingBytes = 1024 * 1024
const markEveryMs = 1_000
const beginningsApartMs = 250
/** A carrier that does not send a mark back so long after its time never will. */
const markComesWithinMs = 3_000
const broughtBackWithinMs = 3_000
const probeName = 'probe'

/** A caller on a Media Streams socket: sound goes out, and where the caller is in it is known. */
export class TwilioAudioLine implements AudioLine {
  readonly #parts: TwilioAudioLineParts
  readonly #playback: PlaybackClock
  readonly #marks = new PlaybackMarks()
  readonly #orders: StreamOrders
  #probedAtMs: number | undefined
  #markedAtMs = Number.NEGATIVE_INFINITY
  #markedThroughMs = 0
  #state: 'open' | 'ending' | 'closed' = 'open'
  #notBroughtBack: Timer | undefined

  constructor(parts: TwilioAudioLineParts) {
    this.#parts = parts
    this.#playback = new PlaybackClock(parts.clock)
    this.#orders = createStreamOrders(parts.socket, parts.streamSid)
  }

  play(sound: Sound): void {
    if (!this.#canSend || sound.length === 0) return
    if (this.#parts.socket.waitingBytes > mostWaitingBytes) return this.#stuck()
    this.#orders.play(sound)
    const begins = this.#playback.give(soundMs(sound))
    const unmarkedMs = this.#playback.givenMs - this.#markedThroughMs
    if (unmarkedMs >= markEveryMs || (begins && this.#mayMarkBeginning)) this.#mark()
  }

  tellWhenPlayed(): void {
    if (!this.#canSend) return
    const { givenMs, isAllConfirmed } = this.#playback
    if (isAllConfirmed) return this.#tellPlayed(givenMs)
    if (this.#marks.last?.throughMs !== givenMs) this.#mark()
    if (this.#marks.last) this.#marks.last.timesToTell += 1
  }

  clear(): number {
    if (!this.#canSend || this.#playback.isAllConfirmed) return this.#playback.playedMs
    this.#orders.clear()
    this.#marks.clear()
    this.#markedThroughMs = this.#playback.clear()
    return this.#markedThroughMs
  }

  get givenMs(): number {
    return this.#playback.givenMs
  }

  get playedMs(): number {
    return this.#playback.playedMs
  }

  end(): void {
    if (this.#state !== 'open') return
    this.clear()
    this.#state = 'ending'
    const { bringBack, clock } = this.#parts
    // What comes after the stream in the carrier's orders brings the caller back as well, with more noise.
    const close = () => this.#closeSocket('agent', normalClosure)
    this.#notBroughtBack = clock.after(broughtBackWithinMs, close)
    void bringBack().catch(close)
  }

  leave(why: LeavingReason): void {
    this.#closeSocket('agent', leavingCodes[why])
  }

  get isOpen(): boolean {
    return this.#state === 'open'
  }

  /** Asks how long a trip to the carrier takes: a mark comes back at once where nothing is to be played. */
  probe(): void {
    if (!this.#canSend) return
    this.#probedAtMs = this.#parts.clock.monotonicMs()
    this.#orders.mark(probeName)
  }

  /** A mark came back. `false`: it is none of ours. */
  markCameBack(name: string): boolean {
    if (name === probeName && this.#probedAtMs !== undefined) {
      this.#playback.tripTook(this.#parts.clock.monotonicMs() - this.#probedAtMs)
      this.#probedAtMs = undefined
      return true
    }
    const reached = this.#marks.cameBack(name)
    if (reached === 'unknown') return false
    if (reached === 'cleared') return true
    const last = reached.at(-1)
    if (last) this.#playback.reached(last)
    this.#tellAbout(reached)
    return true
  }

  /** A carrier that sends no marks back keeps nobody waiting. @returns how many it owes by now. */
  giveUpMarks(): number {
    if (!this.isOpen) return 0
    const late = this.#marks.overdue(this.#parts.clock.monotonicMs() - markComesWithinMs)
    const last = late.at(-1)
    if (last) this.#playback.assume(last)
    this.#tellAbout(late)
    return late.length
  }

  /** The carrier says that the stream is over; then it closes the socket, which we do as well. */
  stopped(): void {
    this.#closeSocket(this.#state === 'ending' ? 'agent' : 'caller', normalClosure)
  }

  /** The socket is gone, and nobody has said that the stream was over: the caller may still be there. */
  closed(): void {
    this.#close(this.#state === 'ending' ? 'agent' : 'fault')
  }

  /** Nothing comes of this stream any more, and the caller is still there. */
  broke(): void {
    this.#closeSocket('fault', internalError)
  }

  /** The same, where the carrier is going to end the stream itself. */
  brokeOff(): void {
    this.#close('fault')
  }

  get #canSend(): boolean {
    return this.#state === 'open' && this.#parts.socket.isOpen
  }

  /** A close frame would wait behind all the sound. */
  #stuck(): void {
    this.#parts.socket.terminate()
    this.#close('fault')
  }

  /** Sound that comes in real time may begin a stretch with every piece of it. */
  get #mayMarkBeginning(): boolean {
    return this.#parts.clock.monotonicMs() - this.#markedAtMs >= beginningsApartMs
  }

  #mark(): void {
    this.#orders.mark(this.#marks.send(this.#playback.here))
    this.#markedAtMs = this.#parts.clock.monotonicMs()
    this.#markedThroughMs = this.#playback.givenMs
  }

  #tellAbout(reached: readonly SentMark[]): void {
    for (const { throughMs, timesToTell } of reached) {
      for (let time = 0; time < timesToTell; time += 1) this.#tellPlayed(throughMs)
    }
  }

  #tellPlayed(throughMs: number): void {
    if (this.isOpen) this.#parts.onEvent({ type: 'played', throughMs })
  }

  #closeSocket(by: 'caller' | 'agent' | 'fault', code: number): void {
    if (this.#state === 'closed') return
    this.#parts.socket.close(code)
    this.#close(by)
  }

  #close(by: 'caller' | 'agent' | 'fault'): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    this.#notBroughtBack?.cancel()
    this.#parts.onEvent({ type: 'line-closed', by })
  }
}
