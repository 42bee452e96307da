import type { Place } from './playback-clock.ts'

/** A mark that was sent, and has not come back. */
export interface SentMark extends Place {
  /** How often it is to be told that this was played. */
  timesToTell: number
}

/** A carrier that never sends them back does not fill our memory. */
const mostRemembered = 500

/**
 * The marks on their way. A carrier sends a mark back when it got there, and also when what was before it is
 * cleared: the names tell the one from the other.
 */
export class PlaybackMarks {
  #generation = 0
  #count = 0
  /** By their names, in the order in which they were sent. */
  readonly #sent = new Map<string, SentMark>()
  readonly #cleared = new Set<string>()
  #last: SentMark | undefined

  /** The last one on its way. */
  get last(): SentMark | undefined {
    return this.#last
  }

  /** @returns its name. */
  send(place: Place): string {
    this.#count += 1
    const name = `${this.#generation}-${this.#count}`
    this.#last = { ...place, timesToTell: 0 }
    this.#sent.set(name, this.#last)
    return name
  }

  /** Those that have been reached when this one has, in order; or why it says nothing. */
  cameBack(name: string): readonly SentMark[] | 'cleared' | 'unknown' {
    const reached = this.#sent.get(name)
    if (!reached) return this.#cleared.delete(name) ? 'cleared' : 'unknown'
    return this.#through(reached)
  }

  /** Those that should have come back before this moment, in order, and now count as if they had. */
  overdue(sinceMs: number): readonly SentMark[] {
    const late = [...this.#sent.values()].findLast((mark) => mark.dueAtMs < sinceMs)
    return late ? this.#through(late) : []
  }

  /** They will come back, and say nothing. */
  clear(): void {
    for (const name of this.#sent.keys()) this.#cleared.add(name)
    for (const name of this.#cleared) {
      if (this.#cleared.size <= mostRemembered) break
      this.#cleared.delete(name)
    }
    this.#sent.clear()
    this.#last = undefined
    this.#generation += 1
  }

  #through(reached: SentMark): readonly SentMark[] {
    const marks: SentMark[] = []
    for (const [name, mark] of this.#sent) {
      this.#sent.delete(name)
      marks.push(mark)
      if (mark === reached) break
    }
    if (reached === this.#last) this.#last = undefined
    return marks
  }
}
