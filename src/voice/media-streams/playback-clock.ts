import type { Clock } from '../../lib/clock.ts'

/**
 * Knows up to where the caller has heard what was sent: sound begins when what was sent before has ended, and
 * is played in real time. A stretch is sound without a pause in it. What the carrier tells of the time at
 * which it got somewhere says how much later than that a stretch really began.
 *
 * On the way to the carrier sound and `clear` take the same time, so that cuts fall where this clock stands
 * when they are sent; only what the carrier tells is old, by a whole trip.
 */
export class PlaybackClock {
  readonly #clock: Pick<Clock, 'monotonicMs'>
  #givenMs = 0
  #confirmedMs = 0
  #stretch = 0
  /** Where the present stretch begins. */
  #fromMs = 0
  /** When its first sound was sent. */
  #sentAtMs = 0
  /** How much later it is being played than that. */
  #delayMs = 0
  #isCorrected = false
  #usualDelayMs: number | undefined
  #tripMs = Number.POSITIVE_INFINITY

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.#clock = clock
  }

  get givenMs(): number {
    return this.#givenMs
  }

  get playedMs(): number {
    const leftMs = Math.max(0, this.#endsAtMs - this.#clock.monotonicMs())
    return Math.max(this.#givenMs - leftMs, this.#fromMs, this.#confirmedMs)
  }

  /** Whether the carrier has told that everything was played. */
  get isAllConfirmed(): boolean {
    return this.#confirmedMs === this.#givenMs
  }

  /** So much was sent to be played. Says whether a stretch begins with it. */
  give(ms: number): boolean {
    const nowMs = this.#clock.monotonicMs()
    const begins = this.#givenMs === this.#fromMs || nowMs >= this.#endsAtMs
    if (begins) {
      this.#stretch += 1
      this.#fromMs = this.#givenMs
      this.#sentAtMs = nowMs
      this.#delayMs = this.#usualDelayMs ?? 0
      this.#isCorrected = false
    }
    this.#givenMs += ms
    return begins
  }

  /** The end of what was sent so far, for the carrier to tell when it got there. */
  get here(): Place {
    return {
      stretch: this.#stretch,
      throughMs: this.#givenMs,
      dueAtMs: this.#endsAtMs,
      playedAfterMs: this.#givenMs - this.#fromMs,
      sentAtMs: this.#sentAtMs,
    }
  }

  /** The carrier tells, now, that it got there. */
  reached({ playedAfterMs, sentAtMs, stretch, throughMs }: Place): void {
    this.#confirmedMs = Math.max(this.#confirmedMs, throughMs)
    const lateMs = Math.max(0, this.#clock.monotonicMs() - (sentAtMs + playedAfterMs))
    this.tripTook(lateMs)
    if (stretch === this.#stretch) this.#correct(lateMs - this.#tripMs)
  }

  /** The carrier does not tell, and must be there by now. */
  assume({ throughMs }: Place): void {
    this.#confirmedMs = Math.max(this.#confirmedMs, throughMs)
  }

  /** How long it takes to be told something that happens as soon as the carrier can be asked for it. */
  tripTook(ms: number): void {
    this.#tripMs = Math.min(this.#tripMs, ms)
  }

  /** What was not played never will be. @returns up to where the caller has heard. */
  clear(): number {
    const heardMs = this.playedMs
    this.#givenMs = heardMs
    this.#fromMs = heardMs
    this.#confirmedMs = heardMs
    return heardMs
  }

  get #endsAtMs(): number {
    return this.#sentAtMs + this.#delayMs + (this.#givenMs - this.#fromMs)
  }

  /** What we notice late looks like a delay; a real one is longer, and stays. */
  #correct(delayMs: number): void {
    if (!this.#isCorrected) {
      const usualMs = this.#usualDelayMs ?? delayMs
      this.#usualDelayMs = usualMs + (delayMs - usualMs) * weightOfNews
      this.#isCorrected = true
    } else if (delayMs > this.#delayMs && delayMs - this.#delayMs <= noticedLateMs) {
      return
    }
    this.#delayMs = delayMs
  }
}

/** Somewhere in what was sent. */
export interface Place {
  readonly stretch: number
  readonly throughMs: number
  /** When it should be played, on the monotonic clock. */
  readonly dueAtMs: number
  readonly playedAfterMs: number
  readonly sentAtMs: number
}

const noticedLateMs = 20
const weightOfNews = 0.25
