import type { Clock, Timer } from '../lib/clock.ts'
import type { CallRecorder, Recorded } from './call-recorder.ts'
import type { LiveCall } from './live-call.ts'

/**
 * The words of what the caller said: they come when the turn that they began is under way, or over, and are put
 * where they belong. Words that never come leave a gap that is marked.
 */
export interface CallerWords {
  /**
   * A turn has begun with this utterance. Settles when its words are written down, or will not be any more.
   * `mayBeNothing`: without words it was no turn, and leaves no gap.
   */
  begin(utterance: string, turn: TurnOfCaller): Promise<Recorded>
  /** `false`: no turn began with this utterance. */
  came(utterance: string, words: WordsOfCaller): boolean
  /** A turn has begun with these words, which were no sound. */
  wrote(turn: number, words: WordsOfCaller): Promise<Recorded>
  /** A turn has begun with something that nobody heard. */
  neverCome(turn: number): void
  /** Whether the words of this turn are there, or it had none to wait for. */
  areThere(turn: number): boolean
  /** The model that listened is gone: what has not come by now will not. */
  sessionLost(): void
  /** Settles when nothing is missing any more, after so long at most: what is missing then is a gap. */
  settle(withinMs: number): Promise<void>
  readonly areMissing: boolean
}

export interface TurnOfCaller {
  readonly turn: number
  readonly mayBeNothing?: boolean
}

export interface WordsOfCaller {
  readonly text: string | undefined
  readonly language: string | undefined
}

export interface CallerWordsParts {
  readonly clock: Clock
  readonly live: LiveCall
  readonly recorder: CallRecorder
}

export function createCallerWords(parts: CallerWordsParts): CallerWords {
  return new WordsComing(parts)
}

const wordsComeWithinMs = 5_000

interface Awaited {
  readonly turn: number
  readonly mayBeNothing: boolean
  readonly saidAt: Date
  readonly saidMs: number
  readonly done: PromiseWithResolvers<Recorded>
  readonly timer: Timer
}

class WordsComing implements CallerWords {
  readonly #parts: CallerWordsParts
  readonly #awaited = new Map<string, Awaited>()
  /** Their gap is written down; should the words come all the same, they take its place. */
  readonly #missed = new Map<string, Awaited>()
  readonly #unheard = new Set<number>()

  constructor(parts: CallerWordsParts) {
    this.#parts = parts
  }

  get areMissing(): boolean {
    return this.#awaited.size > 0
  }

  begin(utterance: string, { turn, mayBeNothing = false }: TurnOfCaller): Promise<Recorded> {
    const { clock } = this.#parts
    const done = Promise.withResolvers<Recorded>()
    const timer = clock.after(wordsComeWithinMs, () => this.#neverCame(utterance))
    const saidMs = clock.monotonicMs()
    const awaited = { turn, mayBeNothing, saidAt: clock.now(), saidMs, done, timer }
    this.#awaited.set(utterance, awaited)
    return done.promise
  }

  came(utterance: string, words: WordsOfCaller): boolean {
    const awaited = this.#awaited.get(utterance) ?? this.#missed.get(utterance)
    if (!awaited) return false
    this.#awaited.delete(utterance)
    this.#missed.delete(utterance)
    awaited.timer.cancel()
    this.#writeOf(awaited, words)
    return true
  }

  wrote(turn: number, words: WordsOfCaller): Promise<Recorded> {
    const said = this.#parts.clock
    return this.#write({ turn, saidAt: said.now(), saidMs: said.monotonicMs() }, words)
  }

  neverCome(turn: number): void {
    void this.wrote(turn, { text: undefined, language: undefined })
  }

  areThere(turn: number): boolean {
    const isAwaited = [...this.#awaited.values()].some((one) => one.turn === turn)
    return !isAwaited && !this.#unheard.has(turn)
  }

  sessionLost(): void {
    for (const utterance of this.#awaited.keys()) this.#neverCame(utterance)
    this.#missed.clear()
  }

  async settle(withinMs: number): Promise<void> {
    const late = this.#parts.clock.after(withinMs, () => this.sessionLost())
    await Promise.all([...this.#awaited.values()].map(({ done }) => done.promise))
    late.cancel()
  }

  #neverCame(utterance: string): void {
    const awaited = this.#awaited.get(utterance)
    if (!awaited) return
    this.#awaited.delete(utterance)
    awaited.timer.cancel()
    this.#missed.set(utterance, awaited)
    this.#writeOf(awaited, { text: undefined, language: undefined })
  }

  #writeOf(awaited: Awaited, words: WordsOfCaller): void {
    const { done, mayBeNothing } = awaited
    const isNothing = mayBeNothing && isUnheard(words)
    done.resolve(isNothing ? 'durable' : this.#write(awaited, words))
  }

  #write(
    { turn, saidAt, saidMs }: Pick<Awaited, 'turn' | 'saidAt' | 'saidMs'>,
    words: WordsOfCaller,
  ): Promise<Recorded> {
    const { clock, live, recorder } = this.#parts
    const said = isUnheard(words)
      ? { turn, text: '', isUnheard: true }
      : { turn, text: words.text ?? '' }
    if ('isUnheard' in said) this.#unheard.add(turn)
    else this.#unheard.delete(turn)
    live.heardCaller({ speaker: 'caller', ...said, at: saidAt })
    const lateMs = Math.round(clock.monotonicMs() - saidMs)
    const payload = { ...said, language: words.language, ...(lateMs > 0 && { lateMs }) }
    return recorder.record({ kind: 'caller-said', payload })
  }
}

function isUnheard({ text = '' }: WordsOfCaller): boolean {
  return text.trim() === ''
}
