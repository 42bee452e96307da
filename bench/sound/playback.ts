/**
 * What the carrier plays to the caller: pieces in the order in which they came, in real time, each beginning
 * when the one before ends. Times are milliseconds of one clock.
 */
export class Playback {
  #pieces: Piece[] = []
  #marks: Mark[] = []
  #endsMs = 0
  /** Of pieces that were played to their end, by answer. */
  readonly #heardMs = new Map<number, number>()

  play(piece: { readonly answer: number; readonly lengthMs: number }, atMs: number): void {
    this.#dropPlayed(atMs)
    const startsMs = Math.max(atMs, this.#endsMs)
    this.#endsMs = startsMs + piece.lengthMs
    this.#pieces.push({ answer: piece.answer, startsMs, endsMs: this.#endsMs })
  }

  /** @returns when everything before it will have been played: the moment at which it is to be sent back. */
  mark(name: string, atMs: number): number {
    const dueMs = Math.max(atMs, this.#endsMs)
    this.#marks.push({ name, dueMs })
    return dueMs
  }

  /** The marks whose moment has come, in order; each is given once. */
  takeMarks(atMs: number): string[] {
    const due = this.#marks.filter(({ dueMs }) => dueMs <= atMs)
    this.#marks = this.#marks.slice(due.length)
    return due.map(({ name }) => name)
  }

  /** When the next mark is to be sent back. */
  get nextMarkMs(): number | undefined {
    return this.#marks[0]?.dueMs
  }

  /** How much there is still to be heard. */
  leftMs(atMs: number): number {
    return Math.max(0, this.#endsMs - atMs)
  }

  /** Drops what has not been played: the answers that are cut by it, and all marks that still waited. */
  clear(atMs: number): Cleared {
    this.#dropPlayed(atMs)
    const cuts = [...new Set(this.#pieces.map(({ answer }) => answer))]
    for (const { answer, startsMs } of this.#pieces) this.#heard(answer, atMs - startsMs)
    const heard = cuts.map((answer) => ({
      answer,
      heardMs: this.#heardMs.get(answer) ?? 0,
      unheardMs: this.#unheardMs(answer, atMs),
    }))
    const marks = this.#marks.map(({ name }) => name)
    this.#heardMs.clear()
    this.#pieces = []
    this.#marks = []
    this.#endsMs = atMs
    return { cuts: heard, marks }
  }

  #dropPlayed(atMs: number): void {
    while ((this.#pieces[0]?.endsMs ?? Infinity) <= atMs) {
      const played = this.#pieces.shift()
      if (played) this.#heard(played.answer, played.endsMs - played.startsMs)
    }
  }

  #unheardMs(answer: number, atMs: number): number {
    return this.#pieces
      .filter((piece) => piece.answer === answer)
      .reduce((sum, { endsMs, startsMs }) => sum + endsMs - Math.max(startsMs, atMs), 0)
  }

  #heard(answer: number, ms: number): void {
    if (!this.#heardMs.has(answer) && this.#heardMs.size >= answersInPlay) this.#heardMs.clear()
    this.#heardMs.set(answer, (this.#heardMs.get(answer) ?? 0) + Math.max(0, ms))
  }
}

export interface Cleared {
  readonly cuts: readonly Cut[]
  readonly marks: readonly string[]
}

/** An answer that was not heard to its end. */
export interface Cut {
  readonly answer: number
  readonly heardMs: number
  readonly unheardMs: number
}

interface Piece {
  readonly answer: number
  readonly startsMs: number
  readonly endsMs: number
}

interface Mark {
  readonly name: string
  readonly dueMs: number
}

/** Answers follow each other, so that of the older ones nothing is left to be cut. */
const answersInPlay = 8
