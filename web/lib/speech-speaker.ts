import type { BrowserSpeech, BrowserSynthesis, BrowserUtterance } from './browser-speech.ts'
import { pickVoice } from './pick-voice.ts'

/** Reads sentences aloud, one after the other, with the browser's own voice. */
export interface Speaker {
  /** True from the first sentence until the last one was spoken. */
  readonly isSpeaking: boolean
  say(sentence: string): void
  /** Falls silent at once. */
  stop(): void
}

/** A speaker over the browser's synthesis; `undefined` where the browser has none. */
export function createSpeaker(parts: SpeakerParts): Speaker | undefined {
  const { synthesis, Utterance } = parts.speech
  if (!synthesis || !Utterance) return undefined
  return new BrowserSpeaker({ ...parts, synthesis, Utterance })
}

export interface SpeakerParts {
  readonly speech: Pick<BrowserSpeech, 'synthesis' | 'Utterance'>
  readonly language: string
  readonly after: (waitMs: number, run: () => void) => () => void
  /** Told when speaking begins and ends; `wasSilent` when a sentence made no sound at all. */
  readonly onChange: (heard: { readonly wasSilent: boolean }) => void
}

class BrowserSpeaker implements Speaker {
  readonly #parts: SpeakerParts & FoundSynthesis
  readonly #waiting: string[] = []
  // Held, because Chrome forgets an utterance that nobody holds, and then never tells of its end.
  #current: BrowserUtterance | undefined
  #cancelDeadline: () => void = () => undefined

  constructor(parts: SpeakerParts & FoundSynthesis) {
    this.#parts = parts
  }

  get isSpeaking(): boolean {
    return this.#current !== undefined
  }

  say(sentence: string): void {
    this.#waiting.push(sentence)
    if (this.#current) return
    this.#speakNext()
    this.#parts.onChange({ wasSilent: false })
  }

  stop(): void {
    if (this.#current) this.#end({ wasSilent: false })
  }

  #speakNext(): void {
    const sentence = this.#waiting.shift()
    this.#cancelDeadline()
    if (sentence === undefined) {
      this.#end({ wasSilent: false })
      return
    }
    const { synthesis, Utterance, language, after } = this.#parts
    const utterance = new Utterance(sentence)
    this.#current = utterance
    utterance.lang = language
    utterance.voice = pickVoice(synthesis.getVoices(), language) ?? null
    this.#follow(utterance, sentence.length * slowestCharacterMs + pauseMs)
    this.#cancelDeadline = after(pauseMs, () => this.#end({ wasSilent: true }))
    synthesis.speak(utterance)
  }

  #follow(utterance: BrowserUtterance, longestMs: number): void {
    const isCurrent = () => utterance === this.#current
    const next = () => {
      if (isCurrent()) this.#speakNext()
    }
    utterance.addEventListener('start', () => {
      if (!isCurrent()) return
      // Some voices never tell that they have ended, and the microphone would stay closed.
      this.#cancelDeadline()
      this.#cancelDeadline = this.#parts.after(longestMs, next)
    })
    utterance.addEventListener('end', next)
    utterance.addEventListener('error', () => {
      if (isCurrent()) this.#end({ wasSilent: true })
    })
  }

  #end(heard: { wasSilent: boolean }): void {
    this.#waiting.length = 0
    this.#current = undefined
    this.#cancelDeadline()
    this.#parts.synthesis.cancel()
    this.#parts.onChange(heard)
  }
}

interface FoundSynthesis {
  readonly synthesis: BrowserSynthesis
  readonly Utterance: new (words: string) => BrowserUtterance
}

/** A voice that has not made a sound by then makes none. */
const pauseMs = 4000
const slowestCharacterMs = 200
