import type { AudioLineEvent } from '../../calls/audio-line.ts'
import { silenceOf, type Sound } from '../../calls/sound.ts'
import type { SpokenTalk } from '../../calls/talk.ts'
import type { Clock } from '../../lib/clock.ts'
import { assertNever } from '../../lib/errors.ts'
import { MediaFrameReader } from './media-frame.ts'
import type { StreamMessage } from './media-messages.ts'
import { SoundGaps, untold, type Timing } from './sound-gaps.ts'
import { TwilioAudioLine, type TwilioAudioLineParts } from './twilio-audio-line.ts'

export interface MediaStreamParts extends Omit<TwilioAudioLineParts, 'onEvent'> {
  readonly clock: Clock
  /** The number of the message with which the stream began. */
  readonly sequence: number
  readonly strange: (reason: string) => void
  /** Nothing has come for too long. Told once, until something comes again. */
  readonly onStalled: () => void
}

/** What can come while a call is being taken up: ten seconds of sound. */
const mostEarly = 500
/** A caller who was cut off in the middle of a word has finished it, for all that can be known. */
const silenceAfterMs = 750
const silence = silenceOf(1_000)
const silenceMs = 1_000
const stalledAfterMs = 3_000

type Stall = 'none' | 'filled' | 'told'

/** One stream of a caller's sound, from its start to its stop, and the line that it makes. */
export class MediaStream {
  readonly line: TwilioAudioLine
  readonly #parts: MediaStreamParts
  readonly #reader: MediaFrameReader
  readonly #gaps: SoundGaps
  #talk: SpokenTalk | undefined
  /** What came before somebody was there to hear it. */
  readonly #early: (Sound | AudioLineEvent)[] = []
  #soundAtMs: number
  #stall: Stall = 'none'

  constructor(parts: MediaStreamParts) {
    this.#parts = parts
    this.#reader = new MediaFrameReader(parts.streamSid)
    this.#soundAtMs = parts.clock.monotonicMs()
    this.#gaps = new SoundGaps(this.#soundAtMs)
    this.#gaps.numbered(parts.sequence)
    this.line = new TwilioAudioLine({ ...parts, onEvent: (event) => this.#tell(event) })
  }

  /** Everything is told to this talk from now on; what has come already, at once. */
  tellTo(talk: SpokenTalk): void {
    this.#talk = talk
    for (const early of this.#early.splice(0)) {
      if (Buffer.isBuffer(early)) talk.heard(early)
      else talk.receive(early)
    }
  }

  /** Hears the caller in these bytes, which came at this moment. `false`: they say something else. */
  hears(bytes: Buffer, nowMs: number): boolean {
    const reader = this.#reader
    if (!reader.read(bytes)) return false
    this.#heard(reader, { sound: bytes.subarray(reader.soundFrom, reader.soundTo), nowMs })
    return true
  }

  received(message: StreamMessage, nowMs: number): void {
    if (message.streamSid !== this.#parts.streamSid) {
      return this.#parts.strange('a message of another stream')
    }
    const { sequenceNumber: sequence = untold } = message
    if (message.event === 'media') {
      const { payload, timestamp: timestampMs = untold, track } = message.media
      if (track === 'outbound') return this.#gaps.numbered(sequence)
      const sound = Buffer.from(payload, 'latin1')
      return this.#heard({ sequence, timestampMs }, { sound, nowMs })
    }
    this.#gaps.numbered(sequence)
    this.#happened(message)
  }

  /** Looks whether anything still comes. */
  look(nowMs: number): void {
    if (!this.line.isOpen || !this.#talk) return
    if (this.line.giveUpMarks() > 0) this.#parts.strange('a mark that did not come back')
    const silentMs = nowMs - this.#soundAtMs
    if (silentMs >= silenceAfterMs && this.#stall === 'none') {
      this.#stall = 'filled'
      this.#gaps.advance(silenceMs)
      this.#talk.heard(silence)
    }
    if (silentMs < stalledAfterMs || this.#stall === 'told') return
    this.#stall = 'told'
    this.#parts.onStalled()
  }

  get isStalled(): boolean {
    return this.#stall === 'told'
  }

  #happened(message: Exclude<StreamMessage, { event: 'media' }>): void {
    switch (message.event) {
      case 'dtmf':
        return this.#callerDid({ type: 'key-pressed', key: message.dtmf.digit })
      case 'mark':
        if (!this.line.markCameBack(message.mark.name)) this.#parts.strange('a mark of no sound')
        return
      case 'stop':
        return this.line.stopped()
      default:
        return assertNever(message)
    }
  }

  #heard(timing: Timing, { sound, nowMs }: { sound: Sound; nowMs: number }): void {
    this.#soundAtMs = nowMs
    this.#stall = 'none'
    const missingMs = this.#gaps.before(timing, sound)
    if (missingMs > 0) this.#lost(missingMs, nowMs)
    this.#hear(sound)
  }

  #lost(lostMs: number, nowMs: number): void {
    this.#callerDid({ type: 'sound-lost', lostMs })
    const filledMs = this.#gaps.fill(lostMs, nowMs)
    if (filledMs > 0) this.#hear(silenceOf(filledMs))
  }

  #hear(sound: Sound): void {
    if (!this.line.isOpen) return
    if (this.#talk) this.#talk.heard(sound)
    else if (this.#early.length < mostEarly) this.#early.push(sound)
  }

  /** Nobody is told of a caller who is being taken off this line. */
  #callerDid(event: AudioLineEvent): void {
    if (this.line.isOpen) this.#tell(event)
  }

  #tell(event: AudioLineEvent): void {
    if (this.#talk) this.#talk.receive(event)
    else if (this.#early.length < mostEarly) this.#early.push(event)
  }
}
