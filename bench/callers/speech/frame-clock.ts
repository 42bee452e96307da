import { callerFrameMs } from '../../sound/frame-tag.ts'

/** Something that is due every twenty milliseconds. Times as the clock gives them. */
export interface Ticking {
  tick(atMs: number, lateMs: number): void
}

/**
 * One scheduler for all callers. Each is due at moments of its own, twenty milliseconds apart, and never loses
 * one: what comes late is made up for.
 */
export class FrameClock {
  readonly #now: () => number
  readonly #due = new Map<Ticking, number>()
  #isRunning = false
  #added = 0

  constructor(now: () => number) {
    this.#now = now
  }

  add(ticking: Ticking): void {
    // Spread over the twenty milliseconds, so that the frames of all calls do not come in one gust.
    this.#due.set(ticking, this.#now() + ((this.#added * spreadMs) % callerFrameMs))
    this.#added += 1
    if (!this.#isRunning) this.#sleep()
  }

  remove(ticking: Ticking): void {
    this.#due.delete(ticking)
  }

  #wake(): void {
    for (const [ticking, firstDueMs] of this.#due) {
      let dueMs = firstDueMs
      for (let nowMs = this.#now(); dueMs <= nowMs; dueMs += callerFrameMs) {
        ticking.tick(nowMs, nowMs - dueMs)
      }
      if (dueMs !== firstDueMs && this.#due.has(ticking)) this.#due.set(ticking, dueMs)
    }
    if (this.#due.size > 0) this.#sleep()
    else this.#isRunning = false
  }

  #sleep(): void {
    this.#isRunning = true
    setTimeout(() => this.#wake(), 1)
  }
}

/** Without a common measure with twenty, so that neighbours are apart and the gaps are filled one by one. */
const spreadMs = 7.3
