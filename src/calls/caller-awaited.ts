import type { Clock } from '../lib/clock.ts'
import { createNamedTimers, type NamedTimers } from './named-timers.ts'

/**
 * Waits for a caller whose turn it is, and for the words of one who fell in: for as long as patience lasts, and a
 * little longer while something is heard that may yet become words.
 */
export interface CallerAwaited {
  /** When the caller stopped speaking, on the monotonic clock; `undefined` where the line does not tell. */
  readonly speechEndedMs: number | undefined
  /** It is the caller's turn, from now on. */
  begin(): void
  /** `text`: what is understood of it so far. */
  speaks(text: string): void
  stopsSpeaking(): void
  pressedKey(): void
  /** The caller fell in, and may be about to say why. */
  fellIn(): void
  /** The caller has said something. */
  understood(): void
  /** The line is gone. */
  noLonger(): void
}

export interface CallerAwaitedParts {
  readonly clock: Clock
  readonly silenceMs: number
  /** Somebody else waits for silence, or the agent is busy. */
  readonly mayBeSilent: () => boolean
  /** The caller fell in, and has not said why. */
  readonly isHeldUp: () => boolean
  readonly onSilent: () => void
  /** Nothing came after the caller fell in. */
  readonly onNothingSaid: () => void
}

/** A cough is not followed by words; whoever fell in to say something has said it by then. */
const nothingSaidAfterMs = 4_000
/** Nobody speaks for longer than this without a word being understood. */
const longestSpeechMs = 30_000

export function createCallerAwaited(parts: CallerAwaitedParts): CallerAwaited {
  return new PatientWait(parts)
}

class PatientWait implements CallerAwaited {
  speechEndedMs: number | undefined
  readonly #parts: CallerAwaitedParts
  readonly #timers: NamedTimers<'silence' | 'interruption'>
  #isSpeaking = false
  /** Since when nothing was understood of a caller whose turn it is. */
  #waitingSinceMs: number | undefined

  constructor(parts: CallerAwaitedParts) {
    this.#parts = parts
    this.#timers = createNamedTimers(parts.clock)
  }

  begin(): void {
    this.#waitingSinceMs = undefined
    this.#waitForCaller()
  }

  speaks(text: string): void {
    if (text !== '') this.#waitingSinceMs = undefined
    // The end of a cough is not the end of what is said later.
    this.speechEndedMs = undefined
    this.#speaks(true)
  }

  stopsSpeaking(): void {
    this.speechEndedMs = this.#parts.clock.monotonicMs()
    this.#speaks(false)
  }

  pressedKey(): void {
    this.#waitingSinceMs = undefined
    this.speechEndedMs = undefined
    this.#waitForCaller(nothingSaidAfterMs)
  }

  fellIn(): void {
    this.#waitingSinceMs = undefined
    this.#waitForWords()
  }

  understood(): void {
    this.#isSpeaking = false
    this.#waitingSinceMs = undefined
    this.speechEndedMs = undefined
    this.noLonger()
  }

  noLonger(): void {
    this.#timers.cancelAll()
  }

  #speaks(isSpeaking: boolean): void {
    this.#isSpeaking = isSpeaking
    if (this.#parts.isHeldUp()) this.#waitForWords()
    this.#waitForCaller(isSpeaking ? longestSpeechMs : 0)
  }

  #waitForWords(): void {
    const waitMs = this.#isSpeaking ? longestSpeechMs : nothingSaidAfterMs
    this.#timers.start('interruption', waitMs, this.#parts.onNothingSaid)
  }

  #waitForCaller(stillSpeakingMs = 0): void {
    const { clock, mayBeSilent, onSilent, silenceMs } = this.#parts
    if (mayBeSilent()) return
    const nowMs = clock.monotonicMs()
    // Noise comes and goes like speech, and is never understood.
    this.#waitingSinceMs ??= nowMs
    const atMostMs = this.#waitingSinceMs + longestSpeechMs + silenceMs - nowMs
    const patienceMs = Math.min(silenceMs + stillSpeakingMs, atMostMs)
    this.#timers.start('silence', patienceMs, onSilent)
  }
}
