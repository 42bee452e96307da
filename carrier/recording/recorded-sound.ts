import type { Call } from '../call.ts'
import type { CallEvent } from '../call-events.ts'
import type { Clock } from '../clock.ts'
import { msPerCharacter, soundOfWords } from '../speech/audible-words.ts'
import { createTrack } from './track.ts'
import type { Track } from './track.ts'
import { wavFile } from './wav-file.ts'

/** Which sides are recorded: what the person on the leg says, what this person hears, or both. */
export type RecordedSides = 'inbound' | 'outbound' | 'both'

/** What has been recorded of a call, while it is and afterwards. */
export interface RecordedSound {
  /** From now on it is silent, or stands still where time is to be skipped. */
  pause(how: 'silence' | 'skip'): void
  goOn(): void
  /** Nothing more is recorded. */
  stop(): void
  isSilent(): boolean
  lengthMs(): number
  heldBytes(): number
  file(channels: 1 | 2): Buffer
}

export interface RecordedSoundParts {
  readonly call: Call
  readonly clock: Pick<Clock, 'monotonicMs'>
  readonly sides: RecordedSides
  readonly firstChannel: 'caller' | 'agent'
  /** Told whenever more room was taken. */
  readonly onGrown: () => void
}

export function recordSound(parts: RecordedSoundParts): RecordedSound {
  return new TwoTracks(parts)
}

/**
 * Sound stands where it sounded, by the times of its frames. Words that the carrier reads are recorded as sound that
 * spells them, a word when it was heard to its end.
 */
class TwoTracks implements RecordedSound {
  readonly #parts: RecordedSoundParts
  readonly #said: Track = createTrack()
  readonly #heard: Track = createTrack()
  readonly #unsubscribe: () => void
  /** On the clock; later by as much as was skipped. */
  #startMs: number
  #pausedMs: number | undefined
  #isSkipping = false
  #endMs: number | undefined
  #spokenCharacters = 0

  constructor(parts: RecordedSoundParts) {
    this.#parts = parts
    this.#startMs = parts.clock.monotonicMs()
    this.#unsubscribe = parts.call.subscribe((event) => this.#note(event))
  }

  pause(how: 'silence' | 'skip'): void {
    this.#pausedMs ??= this.#parts.clock.monotonicMs()
    this.#isSkipping = how === 'skip'
  }

  goOn(): void {
    const nowMs = this.#parts.clock.monotonicMs()
    if (this.#isSkipping) this.#startMs += nowMs - (this.#pausedMs ?? nowMs)
    this.#pausedMs = undefined
  }

  stop(): void {
    if (this.#endMs !== undefined) return
    this.#unsubscribe()
    if (this.#isSkipping) this.goOn()
    this.#endMs = this.#parts.clock.monotonicMs()
  }

  isSilent(): boolean {
    return this.heldBytes() === 0
  }

  lengthMs(): number {
    return this.#lengthBytes() / bytesPerMs
  }

  heldBytes(): number {
    return this.#said.heldBytes + this.#heard.heldBytes
  }

  file(channels: 1 | 2): Buffer {
    const length = this.#lengthBytes()
    const tracks = [this.#said, this.#heard].map((track) => track.soundOf(length))
    const inOrder = this.#parts.firstChannel === 'caller' ? tracks : tracks.toReversed()
    return wavFile(inOrder, { channels: channels === 2 ? 'each' : 'one' })
  }

  #lengthBytes(): number {
    const endMs = this.#endMs ?? this.#parts.clock.monotonicMs()
    return Math.max(this.#byteAt(endMs), this.#said.endByte, this.#heard.endByte)
  }

  #byteAt(ms: number): number {
    return Math.max(0, Math.round((ms - this.#startMs) * bytesPerMs))
  }

  #note(event: CallEvent): void {
    const { call, sides } = this.#parts
    if (event.type === 'said' && sides !== 'outbound') this.#add(this.#said, event)
    if (sides === 'inbound') return
    if (event.type === 'sound') this.#add(this.#heard, event)
    // Of a stream the sound itself is recorded, also where it is words.
    if (event.type === 'heard' && call.listener?.isOfSound !== true) this.#addWords(event)
  }

  #addWords({ text, spokenText }: { text: string; spokenText: string }): void {
    const isFirst = text === spokenText
    const before = isFirst ? 0 : this.#spokenCharacters
    this.#spokenCharacters = spokenText.length
    // A letter is spelled by its place too, and so not by itself.
    const sound = soundOfWords(spokenText).subarray(before * msPerCharacter * bytesPerMs)
    const nowMs = this.#parts.clock.monotonicMs()
    this.#add(this.#heard, { sound, atMs: nowMs - sound.length / bytesPerMs })
  }

  #add(track: Track, { sound, atMs }: { sound: Buffer; atMs: number }): void {
    if (this.#pausedMs !== undefined) return
    const { heldBytes } = track
    track.add(sound, this.#byteAt(atMs))
    if (track.heldBytes > heldBytes) this.#parts.onGrown()
  }
}

const bytesPerMs = 8
