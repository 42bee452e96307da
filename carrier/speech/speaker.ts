import type { Timer } from '../clock.ts'
import type { Pacing } from '../pacing.ts'
import type { Timing } from '../timing.ts'
import type { Utterance } from './utterance.ts'
import { endsWordGroup, wordsOf } from './words.ts'

/** Plays text to the caller's ear, word by word, as long as a voice would take, and sounds between. */
export interface Speaker {
  /** Plays it after what is queued. `text` is the next piece of the utterance's known text. */
  enqueue(utterance: Utterance, text: string): void
  /** Plays a sound, or keys, after what is queued. */
  enqueueSound(utterance: Utterance, sound: Sound): void
  /** Drops some of what is queued, and goes on at once with the rest. */
  drop(dropped: (utterance: Utterance) => boolean): void
  /** Falls silent at once; what is queued is never heard. */
  stop(): void
  /** What is being played, or about to be. */
  current(): Utterance | undefined
  /** What is queued and not yet heard, joined. */
  unheardText(): string
}

export interface Sound {
  /** A promise while it is fetched; one that never fails. */
  readonly lengthMs: number | Promise<number>
  /** Told when it begins to be heard, and how long it will be. */
  readonly started: (lengthMs: number) => void
}

export interface SpeakerListener {
  /** Sound where there was silence. */
  audioStarted(): void
  utteranceStarted(utterance: Utterance): void
  wordPlayed(word: string, utterance: Utterance): void
  /** A few words or a sentence, played to the end: what Twilio reports as `tokensPlayed`. */
  groupPlayed(text: string): void
  /** Everything queued was played, or playback was stopped after it had begun. */
  audioEnded(): void
}

interface Words {
  readonly utterance: Utterance
  readonly words: string[]
  readonly wordMs: (word: string) => number
}

type QueuedSound = Sound & { readonly utterance: Utterance }
type Segment = Words | QueuedSound

export interface SpeakerParts {
  readonly pacing: Pacing
  readonly timing: Timing
  readonly listener: SpeakerListener
}

export function createSpeaker(parts: SpeakerParts): Speaker {
  return new QueueSpeaker(parts)
}

class QueueSpeaker implements Speaker {
  readonly #pacing: Pacing
  readonly #timing: Timing
  readonly #listener: SpeakerListener
  #queue: Segment[] = []
  #timer: Timer | undefined
  #audible = false
  /** Played since the last group was reported. */
  #group: string[] = []

  constructor({ pacing, timing, listener }: SpeakerParts) {
    this.#pacing = pacing
    this.#timing = timing
    this.#listener = listener
  }

  enqueue(utterance: Utterance, text: string): void {
    const words = wordsOf(text)
    if (words.length === 0) return addBlanks(text, { utterance, after: this.#queue.at(-1) })
    const { characterMs, minimumSpeechMs } = this.#timing
    const perCharacterMs = Math.max(characterMs, minimumSpeechMs / text.length)
    this.#append({ utterance, words, wordMs: (word) => word.length * perCharacterMs })
  }

  enqueueSound(utterance: Utterance, sound: Sound): void {
    this.#append({ ...sound, utterance })
  }

  drop(dropped: (utterance: Utterance) => boolean): void {
    const [playing] = this.#queue
    this.#queue = this.#queue.filter(({ utterance }) => !dropped(utterance))
    if (this.#queue[0] === playing) return
    if (this.#queue.length === 0) return this.stop()
    this.#timer?.cancel()
    this.#group = []
    this.#timer = this.#pacing.after(0, () => this.#playNext())
  }

  stop(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    this.#queue = []
    this.#group = []
    if (!this.#audible) return
    this.#audible = false
    this.#listener.audioEnded()
  }

  current(): Utterance | undefined {
    return this.#queue[0]?.utterance
  }

  unheardText(): string {
    return this.#queue.flatMap((segment) => ('words' in segment ? segment.words : [])).join('')
  }

  #append(segment: Segment): void {
    this.#queue.push(segment)
    this.#timer ??= this.#pacing.after(this.#timing.firstAudioMs, () => this.#playNext())
  }

  #playNext(): void {
    const [segment] = this.#queue
    if (segment === undefined) this.stop()
    else if ('words' in segment) this.#playWord(segment)
    else void this.#playSound(segment)
  }

  #playWord(segment: Words): void {
    const [word] = segment.words
    if (word === undefined) return this.stop()
    this.#timer = this.#pacing.after(segment.wordMs(word), () => this.#wordEnded(segment))
    this.#begin(segment.utterance)
  }

  async #playSound(sound: QueuedSound): Promise<void> {
    const waiting: Timer = { cancel: () => undefined }
    this.#timer = waiting
    const lengthMs = await sound.lengthMs
    // Whoever stopped the playback meanwhile has another timer, or none.
    if (this.#timer !== waiting) return
    this.#timer = this.#pacing.after(lengthMs, () => {
      this.#queue.shift()
      this.#playNext()
    })
    this.#begin(sound.utterance)
    sound.started(lengthMs)
  }

  #begin(utterance: Utterance): void {
    if (!this.#audible) {
      this.#audible = true
      this.#listener.audioStarted()
    }
    if (utterance.startedAtMs !== undefined) return
    utterance.startedAtMs = this.#pacing.monotonicMs()
    this.#listener.utteranceStarted(utterance)
  }

  #wordEnded(segment: Words): void {
    const played = this.#timer
    const word = segment.words.shift() ?? ''
    segment.utterance.playedText += word
    this.#group.push(word)
    const segmentEnded = segment.words.length === 0
    if (segmentEnded) this.#queue.shift()
    this.#listener.wordPlayed(word, segment.utterance)
    // A listener may have stopped the playback, and may even have begun another.
    if (this.#timer !== played) return
    if (segmentEnded || endsWordGroup(this.#group)) this.#reportGroup()
    this.#playNext()
  }

  #reportGroup(): void {
    const text = this.#group.join('').trim()
    this.#group = []
    this.#listener.groupPlayed(text)
  }
}

/** Blanks make no sound, but the texts must still add up. */
function addBlanks(
  blanks: string,
  { utterance, after }: { utterance: Utterance; after: Segment | undefined },
): void {
  if (after?.utterance !== utterance || !('words' in after)) utterance.playedText += blanks
  else after.words.push((after.words.pop() ?? '') + blanks)
}
