import { nowMs } from '../../processes/now.ts'

/** How fast a speech model answers. */
export interface SpeechPace {
  readonly firstSoundMs: number
  /** Between two pieces of 240 ms: four times as fast as real time at 60. */
  readonly betweenPiecesMs: number
  /** To an answer. */
  readonly pieces: number
}

/** Six seconds, made in one and a half. */
export const usualSpeechPace: SpeechPace = { firstSoundMs: 300, betweenPiecesMs: 60, pieces: 25 }

/** Each piece at its own moment, so that a late timer delays one piece only. */
export class PacedAnswer {
  readonly #pace: SpeechPace
  readonly #send: (piece: number) => void
  readonly #beganMs = nowMs()
  #sent = 0
  #timer: NodeJS.Timeout

  /** @param send is given the pieces in turn, from 0 on. */
  constructor(pace: SpeechPace, send: (piece: number) => void) {
    this.#pace = pace
    this.#send = send
    this.#timer = setTimeout(() => this.#sendDue(), pace.firstSoundMs)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#sent = this.#pace.pieces
  }

  #sendDue(): void {
    while (this.#sent < this.#pace.pieces && this.#dueMs <= nowMs()) {
      this.#sent += 1
      this.#send(this.#sent - 1)
    }
    if (this.#sent === this.#pace.pieces) return
    this.#timer = setTimeout(() => this.#sendDue(), Math.max(1, this.#dueMs - nowMs()))
  }

  get #dueMs(): number {
    const { betweenPiecesMs, firstSoundMs } = this.#pace
    return this.#beganMs + firstSoundMs + this.#sent * betweenPiecesMs
  }
}
