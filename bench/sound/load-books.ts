import { CallBook, type CallWatch, type Interruption, type Truncation } from './call-book.ts'
import type { FrameCounts } from './frame-ledger.ts'
import { Tally, type TallyCounts } from './tally.ts'

/** What was seen of all calls in a stretch of time. Times are milliseconds of one clock. */
export interface BooksReport {
  readonly toModel: Leg
  readonly toCaller: Leg
  readonly interruptions: readonly Interruption[]
  readonly truncations: readonly Truncation[]
  /** Answers that the model began. */
  readonly answers: number
  /** Pieces of an interrupted answer that came although the line had been cleared. */
  readonly stalePieces: number
  /** How late the callers' own frames left: what is slow then is the load, not the server. */
  readonly leftLate: TallyCounts
}

/** One direction of all calls: its frames from the first one on. */
export interface Leg extends FrameCounts {
  /** Of the frames that were sent while it counted. */
  readonly took: TallyCounts
}

/** The books of all calls, of which a stretch of time is counted. */
export class LoadBooks {
  readonly #books = new Map<number, CallBook>()
  /** What each call had sent when it ceased to count. */
  readonly #sent = new Map<CallBook, Sent>()
  readonly #watch: CallWatch
  #fromMs = Infinity
  #toMs = Infinity
  #counts = emptyCounts()

  constructor() {
    this.#watch = {
      onFrameHeard: (sentMs, tookMs) => this.#isCounted(sentMs) && this.#counts.heard.add(tookMs),
      onSoundCame: (sentMs, tookMs) => this.#isCounted(sentMs) && this.#counts.came.add(tookMs),
      onStaleSound: (atMs) => this.#isCounted(atMs) && (this.#counts.stalePieces += 1),
      onAnswer: (atMs) => this.#isCounted(atMs) && (this.#counts.answers += 1),
      onInterrupted: (one) =>
        this.#isCounted(one.startedMs) && this.#counts.interruptions.push(one),
      onTruncated: (one) => this.#isCounted(one.clearedMs) && this.#counts.truncations.push(one),
    }
  }

  /** Of this call, by its number, which may be any. */
  bookOf(call: number): CallBook {
    const book = this.#books.get(call) ?? new CallBook(this.#watch)
    this.#books.set(call, book)
    return book
  }

  frameLeft(atMs: number, lateMs: number): void {
    if (this.#isCounted(atMs)) this.#counts.leftLate.add(lateMs)
  }

  /** That began since it counts. */
  get answers(): number {
    return this.#counts.answers
  }

  /** From here on it counts. What was sent before does so only where it is lost or out of order. */
  begin(atMs: number): void {
    this.#fromMs = atMs
    this.#toMs = Infinity
    this.#counts = emptyCounts()
  }

  /** What is sent from here on counts for nothing. */
  end(atMs: number): void {
    this.#toMs = atMs
    for (const book of this.#books.values()) {
      this.#sent.set(book, { toModel: book.toModel.sent, toCaller: book.toCaller.sent })
    }
  }

  /** Whether something that was sent while it counted, or before, has not come. */
  get isMissingSome(): boolean {
    return this.#close('toModel').lost > 0 || this.#close('toCaller').lost > 0
  }

  /** To be asked for when everything that was sent has had its time to arrive. */
  report(): BooksReport {
    const { answers, came, heard, interruptions, leftLate, stalePieces, truncations } = this.#counts
    const untold = [...this.#books.values()].flatMap((book) => book.untold())
    return {
      toModel: { ...this.#close('toModel'), took: heard.counts() },
      toCaller: { ...this.#close('toCaller'), took: came.counts() },
      interruptions,
      truncations: [
        ...truncations,
        ...untold.filter(({ clearedMs }) => this.#isCounted(clearedMs)),
      ],
      answers,
      stalePieces,
      leftLate: leftLate.counts(),
    }
  }

  #close(leg: keyof Sent): FrameCounts {
    const closed = [...this.#sent].map(([book, sent]) => book[leg].close(sent[leg]))
    const sum = (of: (one: FrameCounts) => number) =>
      closed.reduce((total, one) => total + of(one), 0)
    return {
      sent: sum(({ sent }) => sent),
      lost: sum(({ lost }) => lost),
      disordered: sum(({ disordered }) => disordered),
    }
  }

  #isCounted(atMs: number): boolean {
    return atMs >= this.#fromMs && atMs < this.#toMs
  }
}

interface Sent {
  readonly toModel: number
  readonly toCaller: number
}

function emptyCounts() {
  return {
    heard: new Tally(),
    came: new Tally(),
    leftLate: new Tally(),
    interruptions: [] as Interruption[],
    truncations: [] as Truncation[],
    answers: 0,
    stalePieces: 0,
  }
}
