import type { SayOutcome } from '../call.ts'
import type { Clock, Timer } from '../clock.ts'
import type { Pacing } from '../pacing.ts'
import type { Timing } from '../timing.ts'
import type { GatherAttributes } from './gather-attributes.ts'

/**
 * What `<Gather>` makes of a caller: first a prompt plays, then it listens until something ends it. Any
 * key stops the prompt, speech does where `bargeIn` allows it.
 */
export interface GatherInput {
  /** From now on silence counts. */
  promptEnded(): void
  key(key: string): SayOutcome
  /** `words` were said; more may follow before the silence that ends them. */
  speech(words: string, confidence: number): SayOutcome
  isPrompting(): boolean
  /** Whether words said now would be lost, and heard a little later. */
  isDeaf(): boolean
  /** Whether words were said that the silence after them has not yet ended. */
  isRecognising(): boolean
  /** The call is over: nothing ends the gathering any more. */
  cancel(): void
}

export type GatherEnding =
  | { readonly kind: 'digits'; readonly digits: string; readonly finishedOnKey: string }
  | ({ readonly kind: 'speech' } & Heard)
  | { readonly kind: 'empty' }

interface Heard {
  readonly words: string
  readonly confidence: number
}

export interface GatherInputParts {
  readonly attributes: GatherAttributes
  /** Silences of the caller pass on this one: as deadlines, which no listening test runs down. */
  readonly clock: Clock
  /** The silence by which recognition knows that something was said to its end. */
  readonly pacing: Pacing
  readonly timing: Pick<Timing, 'recognitionMs' | 'pauseFactor'>
  readonly stopPrompt: () => void
  readonly done: (ending: GatherEnding) => void
}

export function createGatherInput(parts: GatherInputParts): GatherInput {
  return new Gathering(parts)
}

class Gathering implements GatherInput {
  readonly #parts: GatherInputParts
  #state: 'prompting' | 'listening' | 'done' = 'prompting'
  #digits = ''
  #heard: Heard | undefined
  #silence: Timer | undefined

  constructor(parts: GatherInputParts) {
    this.#parts = parts
  }

  promptEnded(): void {
    if (this.#state !== 'prompting') return
    this.#state = 'listening'
    this.#countSilence()
  }

  key(key: string): SayOutcome {
    const { attributes } = this.#parts
    if (this.#state === 'done') return notListening
    if (!attributes.hearsKeys) return refused('The agent listens to no keys.')
    this.#listen()
    this.#heard = undefined
    const finishes = attributes.finishOnKey.includes(key)
    if (!finishes) this.#digits += key
    if (finishes) this.#finishDigits(key)
    else if (this.#digits.length >= attributes.mostDigits) this.#finishDigits()
    else this.#countSilence()
    return { heard: true }
  }

  speech(words: string, confidence: number): SayOutcome {
    const refusal = this.#refusalOfSpeech()
    if (refusal !== undefined) return refusal
    this.#listen()
    const before = this.#heard
    this.#heard = {
      words: before === undefined ? words : `${before.words} ${words}`,
      confidence: Math.min(confidence, before?.confidence ?? 1),
    }
    this.#awaitEndOfSpeech(this.#heard)
    return { heard: true }
  }

  isPrompting(): boolean {
    return this.#state === 'prompting'
  }

  isDeaf(): boolean {
    const { hearsSpeech, bargeIn } = this.#parts.attributes
    return this.isPrompting() && hearsSpeech && !bargeIn
  }

  isRecognising(): boolean {
    return this.#heard !== undefined
  }

  cancel(): void {
    this.#silence?.cancel()
    this.#heard = undefined
    this.#state = 'done'
  }

  #refusalOfSpeech(): SayOutcome | undefined {
    if (this.#state === 'done') return notListening
    if (!this.#parts.attributes.hearsSpeech) return refused('The agent listens to keys only.')
    if (this.#digits !== '') return refused('The agent is waiting for more keys.')
    if (!this.isDeaf()) return undefined
    return refused('The agent is speaking and cannot be interrupted now.')
  }

  #listen(): void {
    if (this.#state !== 'prompting') return
    this.#state = 'listening'
    this.#parts.stopPrompt()
  }

  #countSilence(): void {
    const { clock, attributes } = this.#parts
    this.#silence?.cancel()
    this.#silence = clock.after(attributes.timeoutMs, () => this.#finishDigits())
  }

  #awaitEndOfSpeech(heard: Heard): void {
    const { pacing, attributes, timing } = this.#parts
    const { speechTimeoutMs } = attributes
    const silenceMs =
      speechTimeoutMs === 'auto' ? timing.recognitionMs : speechTimeoutMs * timing.pauseFactor
    this.#silence?.cancel()
    this.#silence = pacing.after(silenceMs, () => this.#finish({ kind: 'speech', ...heard }))
  }

  #finishDigits(finishedOnKey = ''): void {
    const digits = this.#digits
    this.#finish(digits === '' ? { kind: 'empty' } : { kind: 'digits', digits, finishedOnKey })
  }

  #finish(ending: GatherEnding): void {
    this.cancel()
    this.#parts.done(ending)
  }
}

const notListening = refused('The agent no longer listens.')

function refused(reason: string): SayOutcome {
  return { heard: false, reason }
}
