import type { Call } from '../call.ts'
import { createWordsListener } from '../speech/audible-words.ts'
import { createHearing } from '../speech/hearing.ts'
import type { SpeakerListener } from '../speech/speaker.ts'
import { createUtterance } from '../speech/utterance.ts'
import { endsWordGroup } from '../speech/words.ts'
import type { Witness } from '../witness.ts'
import { frameBytes } from './playback.ts'

/**
 * The caller's ear on a media stream: when the agent is heard, and the words of sound that is words
 * (`audible-words.ts`). A word counts as heard when the one after it begins, or the sound ends.
 */
export interface SoundHearing {
  /** The server gave sound, which will be heard from this byte on. */
  given(sound: Buffer, fromByte: number): void
  /** What is heard from now on, for 20 ms; all before `soundedBytes` has been heard. */
  playing(frame: Buffer, soundedBytes: number): void
  /** What had not sounded will not. */
  cut(soundedBytes: number): void
  isAudible(): boolean
}

export interface SoundHearingParts {
  readonly call: Call
  readonly witness: Witness
  /** Told when the agent begins to be heard. */
  readonly onAudible: () => void
}

export function createSoundHearing(parts: SoundHearingParts): SoundHearing {
  return new WordHearing(parts)
}

/** Sound that pauses for less has only run late. */
const pauseFrames = 5
/** As long as the listener to words remembers the last. */
const forgetFrames = 10

interface ComingText {
  readonly text: string
  /** Where it has been heard, in bytes. */
  readonly atByte: number
}

class WordHearing implements SoundHearing {
  readonly #call: Call
  readonly #hearing: SpeakerListener
  readonly #onAudible: () => void
  #words = createWordsListener()
  #coming: ComingText[] = []
  #utterance = createUtterance('any')
  #word = ''
  #group: string[] = []
  #audible = false
  #silentFrames = forgetFrames

  constructor({ call, witness, onAudible }: SoundHearingParts) {
    this.#call = call
    this.#hearing = createHearing(call, witness)
    this.#onAudible = onAudible
  }

  given(sound: Buffer, fromByte: number): void {
    if (this.#silentFrames >= forgetFrames) this.#words = createWordsListener()
    const isNew = !this.#audible && this.#utterance.startedAtMs !== undefined
    if (isNew) this.#utterance = createUtterance('any')
    for (let at = 0; at < sound.length; at += frameBytes) {
      const piece = sound.subarray(at, at + frameBytes)
      const text = this.#words.hear(piece)
      if (text === '') continue
      this.#coming.push({ text, atByte: fromByte + at + piece.length })
      this.#utterance.knownText += text
    }
  }

  playing(frame: Buffer, soundedBytes: number): void {
    this.#hearUpTo(soundedBytes)
    if (frame.length === 0) return this.#pause()
    this.#silentFrames = 0
    if (this.#audible) return
    this.#audible = true
    this.#utterance.startedAtMs = this.#call.pacing.monotonicMs()
    this.#hearing.audioStarted()
    this.#hearing.utteranceStarted(this.#utterance)
    this.#onAudible()
  }

  cut(soundedBytes: number): void {
    this.#hearUpTo(soundedBytes)
    const isMidWord = this.#coming[0] !== undefined && !this.#coming[0].text.startsWith(' ')
    if (isMidWord) this.#word = ''
    this.#coming = []
    this.#words = createWordsListener()
    this.#end()
  }

  isAudible(): boolean {
    return this.#audible
  }

  #hearUpTo(soundedBytes: number): void {
    while (this.#coming[0] !== undefined && this.#coming[0].atByte <= soundedBytes) {
      for (const character of this.#coming.shift()?.text ?? '') this.#hear(character)
    }
  }

  #hear(character: string): void {
    this.#word += character
    if (/\s/.test(character)) this.#wordEnds()
  }

  #wordEnds(): void {
    const word = this.#word
    this.#word = ''
    this.#utterance.playedText += word
    if (word.trim() === '') return
    this.#group.push(word)
    this.#hearing.wordPlayed(word, this.#utterance)
    if (endsWordGroup(this.#group)) this.#reportGroup()
  }

  #reportGroup(): void {
    const text = this.#group.join('').trim()
    this.#group = []
    if (text !== '') this.#hearing.groupPlayed(text)
  }

  #pause(): void {
    this.#silentFrames += 1
    if (this.#audible && this.#silentFrames >= pauseFrames) this.#end()
  }

  #end(): void {
    if (this.#word !== '') this.#wordEnds()
    this.#reportGroup()
    if (!this.#audible) return
    this.#audible = false
    this.#hearing.audioEnded()
  }
}
