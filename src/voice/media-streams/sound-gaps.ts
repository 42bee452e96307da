import { soundMs, type Sound } from '../../calls/sound.ts'

/** Notices where the carrier lost some of the caller's sound, from the beginning of a stream. */
export class SoundGaps {
  readonly #sinceMs: number
  #nextSequence = untold
  #nextAtMs = untold
  /** Silence that stands for sound that was still to come. */
  #advancedMs = 0
  #filledMs = 0

  /** `sinceMs`: when the stream began, on the monotonic clock. */
  constructor(sinceMs: number) {
    this.#sinceMs = sinceMs
  }

  /** A message with this number has come. */
  numbered(sequence: number): void {
    if (sequence !== untold) this.#nextSequence = sequence + 1
  }

  /**
   * The caller's sound goes on with this piece.
   * @returns how much is missing before it, in milliseconds; mostly nothing.
   */
  before({ sequence, timestampMs }: Timing, sound: Sound): number {
    const expectedMs = this.#nextAtMs === untold ? this.#firstAtMs(sequence) : this.#nextAtMs
    this.numbered(sequence)
    if (timestampMs === untold) return 0
    this.#nextAtMs = timestampMs + soundMs(sound)
    // A stream may begin to count anywhere.
    if (expectedMs === untold) return 0
    const missingMs = timestampMs - expectedMs
    return missingMs < shortestGapMs ? 0 : missingMs
  }

  /** How much silence to put in for what is missing, so that whoever listens keeps the caller's time. */
  fill(missingMs: number, nowMs: number): number {
    const wantedMs = Math.min(longestFillMs, missingMs - this.#advancedMs)
    this.#advancedMs = Math.max(0, this.#advancedMs - missingMs)
    // A stream that tells any times it likes puts in no more than has passed.
    const passedMs = nowMs - this.#sinceMs + longestFillMs - this.#filledMs
    const filledMs = Math.max(0, Math.min(wantedMs, passedMs))
    this.#filledMs += filledMs
    return filledMs
  }

  /** Silence was put in while nothing came. */
  advance(ms: number): void {
    this.#advancedMs += ms
  }

  /** Where messages are missing before the first sound, it began with them. */
  #firstAtMs(sequence: number): number {
    return this.#nextSequence !== untold && sequence > this.#nextSequence ? 0 : untold
  }
}

/** Where a piece of sound belongs. */
export interface Timing {
  /** Counts all messages of the stream. */
  readonly sequence: number
  /** Where it begins, from the beginning of the stream. */
  readonly timestampMs: number
}

/** In the place of a number that was not told. */
export const untold = -1

/** Less than a frame is the carrier's rounding. */
const shortestGapMs = 15
const longestFillMs = 10_000
