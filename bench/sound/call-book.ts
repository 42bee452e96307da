import { FrameLedger } from './frame-ledger.ts'
import { modelFrameMs } from './frame-tag.ts'
import { Playback, type Cut } from './playback.ts'

/** What a call tells of itself while it goes on. Times are milliseconds of one clock. */
export interface CallWatch {
  readonly onFrameHeard: (sentMs: number, tookMs: number) => void
  readonly onSoundCame: (sentMs: number, tookMs: number) => void
  readonly onStaleSound: (atMs: number) => void
  readonly onAnswer: (atMs: number) => void
  readonly onInterrupted: (interruption: Interruption) => void
  readonly onTruncated: (truncation: Truncation) => void
}

/** The model hears the caller speak while the agent's sound is being played. */
export interface Interruption {
  readonly startedMs: number
  /** When the caller's end was told to drop the sound; `undefined`: never. */
  clearedMs: number | undefined
}

/** An answer that was not heard to its end, and what the model was told about that. */
export interface Truncation {
  readonly clearedMs: number
  readonly heardMs: number
  readonly unheardMs: number
  /** `undefined`: nothing. */
  readonly toldMs: number | undefined
}

/** Both ends of one call, as caller and model write them down. */
export class CallBook {
  readonly toModel = new FrameLedger()
  readonly toCaller = new FrameLedger()
  readonly playback = new Playback()
  readonly #watch: CallWatch
  /** Of the frames of the model, by number. */
  readonly #answerOf = new Uint32Array(1024)
  readonly #cuts = new Map<number, Cut & { readonly clearedMs: number }>()
  readonly #toldMs = new Map<number, number>()
  #answers = 0
  /** Answers up to this one were interrupted. */
  #interruptedThrough = 0
  #interruption: Interruption | undefined

  constructor(watch: CallWatch) {
    this.#watch = watch
  }

  frameHeard(number: number, atMs: number): void {
    const tookMs = this.toModel.receive(number, atMs)
    if (tookMs !== undefined) this.#watch.onFrameHeard(atMs - tookMs, tookMs)
  }

  /** @returns the number of a new answer; they begin with 1. */
  answerBegins(atMs: number): number {
    this.#watch.onAnswer(atMs)
    this.#answers += 1
    return this.#answers
  }

  /** @returns the number of the frame. */
  soundSent(answer: number, atMs: number): number {
    const number = this.toCaller.send(atMs, answer <= this.#interruptedThrough)
    this.#answerOf[number % this.#answerOf.length] = answer
    return number
  }

  soundCame(number: number, atMs: number): void {
    const answer = this.#answerOf[number % this.#answerOf.length] ?? 0
    const tookMs = this.toCaller.receive(number, atMs)
    if (tookMs !== undefined) this.#watch.onSoundCame(atMs - tookMs, tookMs)
    const isStale =
      answer <= this.#interruptedThrough && this.#interruption?.clearedMs !== undefined
    if (isStale) this.#watch.onStaleSound(atMs)
    this.playback.play({ answer, lengthMs: modelFrameMs }, atMs)
  }

  /** The caller speaks, and everybody is about to be told. */
  speechStarts(atMs: number): void {
    this.#interruptedThrough = this.#answers
    this.#interruption = undefined
    if (this.playback.leftMs(atMs) < tooShortToCutMs) return
    this.#interruption = { startedMs: atMs, clearedMs: undefined }
    this.#watch.onInterrupted(this.#interruption)
  }

  /** @returns the marks that are sent back by it. */
  cleared(atMs: number): readonly string[] {
    if (this.#interruption) this.#interruption.clearedMs ??= atMs
    const { cuts, marks } = this.playback.clear(atMs)
    for (const cut of cuts) {
      this.#cuts.set(cut.answer, { ...cut, clearedMs: atMs })
      this.#settle(cut.answer)
    }
    return marks
  }

  truncated(answer: number, toldMs: number): void {
    this.#toldMs.set(answer, toldMs)
    this.#settle(answer)
  }

  /** Cuts that nobody told the model about, those aside that were hardly any. */
  untold(): Truncation[] {
    return [...this.#cuts.values()]
      .filter(({ unheardMs }) => unheardMs >= tooShortToCutMs)
      .map((cut) => ({ ...cut, toldMs: undefined }))
  }

  /** The two ends of it reach us in no certain order. */
  #settle(answer: number): void {
    const cut = this.#cuts.get(answer)
    const toldMs = this.#toldMs.get(answer)
    if (cut === undefined || toldMs === undefined) return
    this.#cuts.delete(answer)
    this.#toldMs.delete(answer)
    this.#watch.onTruncated({ ...cut, toldMs })
  }
}

/** Within two of the caller's frames an answer may end by itself while somebody is being told. */
const tooShortToCutMs = 40
