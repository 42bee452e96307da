import type { Timer } from '../clock.ts'
import type { Pacing } from '../pacing.ts'
import type { Timing } from '../timing.ts'
import type { Utterance } from './utterance.ts'
import { endsWordGroup, wordsOf } from './words.ts'

/** Plays text to the caller's ear, word by word, as long as a voice would take. */
export interface Speaker {
  /** Plays it after what is queued. `text` is the next piece of the utterance's known text. */
  enqueue(utterance: Utterance, text: string): void
  /** Falls silent at once; what is queued is never heard. */
  stop(): void
  /** What is being played, or about to be. */
  current(): Utterance | undefined
  /** What is queued and not yet heard, joined. */
  unheardText(): string
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

interface Segment {
  readonly utterance: Utterance
  readonly words: string[]
  readonly wordMs: (word: string) => number
}

export interface SpeakerParts {
  readonly pacing: Pacing
  readonly timing: Timing
  readonly listener: SpeakerListener
}

export function createSpeaker({ pacing, timing, listener }: SpeakerParts): Speaker {
  let queue: Segment[] = []
  let timer: Timer | undefined
  let audible = false
  let group: string[] = []

  function playNextWord(): void {
    const segment = queue[0]
    const word = segment?.words[0]
    if (segment === undefined || word === undefined) return fallSilent()
    timer = pacing.after(segment.wordMs(word), () => wordEnded(segment))
    if (!audible) {
      audible = true
      listener.audioStarted()
    }
    const { utterance } = segment
    if (utterance.startedAtMs !== undefined) return
    utterance.startedAtMs = pacing.monotonicMs()
    listener.utteranceStarted(utterance)
  }

  function wordEnded(segment: Segment): void {
    const played = timer
    const word = segment.words.shift() ?? ''
    segment.utterance.playedText += word
    group.push(word)
    const segmentEnded = segment.words.length === 0
    if (segmentEnded) queue.shift()
    listener.wordPlayed(word, segment.utterance)
    // A listener may have stopped the playback, and may even have begun another.
    if (timer !== played) return
    if (segmentEnded || endsWordGroup(group)) reportGroup()
    playNextWord()
  }

  function reportGroup(): void {
    const text = group.join('').trim()
    group = []
    listener.groupPlayed(text)
  }

  function fallSilent(): void {
    timer?.cancel()
    timer = undefined
    queue = []
    group = []
    if (!audible) return
    audible = false
    listener.audioEnded()
  }

  return {
    enqueue(utterance, text) {
      const words = wordsOf(text)
      if (words.length === 0) return addBlanks(text, { utterance, after: queue.at(-1) })
      const perCharacterMs = Math.max(timing.characterMs, timing.minimumSpeechMs / text.length)
      queue.push({ utterance, words, wordMs: (word) => word.length * perCharacterMs })
      timer ??= pacing.after(timing.firstAudioMs, playNextWord)
    },
    stop: fallSilent,
    current: () => queue[0]?.utterance,
    unheardText: () => queue.flatMap((segment) => segment.words).join(''),
  }
}

/** Blanks make no sound, but the texts must still add up. */
function addBlanks(
  blanks: string,
  { utterance, after }: { utterance: Utterance; after: Segment | undefined },
): void {
  if (after?.utterance !== utterance) utterance.playedText += blanks
  else after.words.push((after.words.pop() ?? '') + blanks)
}
