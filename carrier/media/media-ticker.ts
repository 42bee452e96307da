import type { Clock, Timer } from '../clock.ts'

/**
 * The beat of all media streams of the process: each is ticked every 20 ms, by one timer for all of them. Beats are
 * counted and not added up, so that none drifts; streams that begin at different moments are ticked at different
 * moments, five milliseconds apart, as calls that know nothing of one another are.
 */
export interface MediaTicker {
  /** The first tick comes 20 ms after now, or up to 5 ms later. */
  start(ticked: Ticked): TickedStream
  readonly lateness: Lateness
}

export interface Ticked {
  /** `atMs` is when the tick was due, on the clock's `monotonicMs`. Must not throw. */
  tick(atMs: number): void
}

export interface TickedStream {
  nextDueMs(): number
  stop(): void
}

/** Whether the process keeps up: ticks that come late by more than a frame are late for the server too. */
export interface Lateness {
  ticks: number
  /** Later than 20 ms. */
  lateTicks: number
  worstMs: number
  /** Never made up for, after more than a second without any. */
  lostTicks: number
}

export function createMediaTicker(clock: Clock): MediaTicker {
  return new SlottedTicker(clock)
}

export const frameMs = 20
const stepMs = 5
const slotCount = frameMs / stepMs
/** What a process that was held up makes up for: the frames of the last second. */
const mostStepsBehind = 1000 / stepMs

interface Entry {
  readonly ticked: Ticked
  readonly firstStep: number
}

class SlottedTicker implements MediaTicker {
  readonly lateness: Lateness = { ticks: 0, lateTicks: 0, worstMs: 0, lostTicks: 0 }
  readonly #clock: Clock
  readonly #slots: readonly Set<Entry>[] = Array.from({ length: slotCount }, () => new Set<Entry>())
  /** Steps are counted from the beginning of the clock. All up to this one have been done. */
  #doneStep = 0
  #next: { readonly step: number; readonly dueMs: number; readonly timer: Timer } | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  start(ticked: Ticked): TickedStream {
    const nowMs = this.#clock.monotonicMs()
    if (this.#next === undefined) this.#doneStep = Math.floor(nowMs / stepMs)
    const firstStep = Math.ceil(nowMs / stepMs) + slotCount
    const entry = { ticked, firstStep }
    const slot = this.#slot(firstStep)
    slot.add(entry)
    this.#schedule()
    return {
      nextDueMs: () => this.#dueMs(Math.max(firstStep, this.#stepAfterDone(firstStep % slotCount))),
      stop: () => {
        slot.delete(entry)
        if (this.#firstBusyStep() === undefined) this.#rest()
      },
    }
  }

  #slot(step: number): Set<Entry> {
    return this.#slots[step % slotCount] ?? new Set()
  }

  #stepAfterDone(slot: number): number {
    const first = this.#doneStep + 1
    return first + ((slot + slotCount - (first % slotCount)) % slotCount)
  }

  #firstBusyStep(): number | undefined {
    for (let step = this.#doneStep + 1; step <= this.#doneStep + slotCount; step += 1) {
      if (this.#slot(step).size > 0) return step
    }
    return undefined
  }

  /** To the last bit what the timer is due at, for whoever moves the clock to it. */
  #dueMs(step: number): number {
    return this.#next?.step === step ? this.#next.dueMs : step * stepMs
  }

  #schedule(): void {
    const step = this.#firstBusyStep()
    if (step === undefined || this.#next?.step === step) return
    this.#rest()
    const nowMs = this.#clock.monotonicMs()
    const delayMs = Math.max(0, step * stepMs - nowMs)
    const timer = this.#clock.after(delayMs, () => this.#run())
    this.#next = { step, dueMs: nowMs + delayMs, timer }
  }

  #rest(): void {
    this.#next?.timer.cancel()
    this.#next = undefined
  }

  #run(): void {
    this.#next = undefined
    // A hair's breadth, because steps of a clock with fractions add up to a little less.
    const reached = Math.floor((this.#clock.monotonicMs() + 0.01) / stepMs)
    if (reached - this.#doneStep > mostStepsBehind) this.#giveUp(reached - mostStepsBehind)
    for (let step = this.#doneStep + 1; step <= reached; step += 1) {
      this.#doneStep = step
      this.#tickSlot(step)
    }
    this.#schedule()
  }

  #tickSlot(step: number): void {
    const atMs = step * stepMs
    const entries = this.#slot(step)
    if (entries.size === 0) return
    const lateMs = this.#clock.monotonicMs() - atMs
    this.lateness.worstMs = Math.max(this.lateness.worstMs, lateMs)
    for (const { ticked, firstStep } of entries) {
      if (step < firstStep) continue
      this.lateness.ticks += 1
      if (lateMs > frameMs) this.lateness.lateTicks += 1
      ticked.tick(atMs)
    }
  }

  #giveUp(until: number): void {
    for (let step = this.#doneStep + 1; step <= until; step += 1) {
      this.lateness.lostTicks += this.#slot(step).size
    }
    this.#doneStep = until
  }
}
