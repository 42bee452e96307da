/** Timers that run when a test says so. */
export class FakeTimers {
  #nowMs = 0
  readonly #waiting = new Set<{ dueMs: number; run: () => void }>()

  readonly after = (waitMs: number, run: () => void) => {
    const timer = { dueMs: this.#nowMs + waitMs, run }
    this.#waiting.add(timer)
    return () => void this.#waiting.delete(timer)
  }

  elapse(ms: number): void {
    this.#nowMs += ms
    for (const timer of [...this.#waiting].toSorted((a, b) => a.dueMs - b.dueMs)) {
      if (timer.dueMs > this.#nowMs || !this.#waiting.delete(timer)) continue
      timer.run()
    }
  }
}
