/**
 * Millions of durations in little room, and without garbage that would delay the very thing that is measured:
 * how many fell into each hundredth of a millisecond.
 */
export class Tally {
  readonly #counts = new Uint32Array(steps)
  readonly #beyond: number[] = []

  add(ms: number): void {
    const step = Math.floor(ms * stepsPerMs)
    if (step < 0) this.#count(0)
    else if (step < steps) this.#count(step)
    else this.#beyond.push(ms)
  }

  /** In the form in which it travels to another process. */
  counts(): TallyCounts {
    const steps = [...this.#counts.entries()].filter(([, count]) => count > 0)
    return { steps, beyond: this.#beyond }
  }

  #count(step: number): void {
    this.#counts[step] = (this.#counts[step] ?? 0) + 1
  }
}

export interface TallyCounts {
  /** How many lay in which hundredth of a millisecond; those with none left out. */
  readonly steps: readonly (readonly [step: number, count: number])[]
  /** Each that took longer than the steps reach, in milliseconds. */
  readonly beyond: readonly number[]
}

export const noCounts: TallyCounts = { steps: [], beyond: [] }

const stepsPerMs = 100
const reachesMs = 100
const steps = reachesMs * stepsPerMs

export function countOf({ beyond, steps: counted }: TallyCounts): number {
  return counted.reduce((sum, [, count]) => sum + count, beyond.length)
}

/** The duration below which this share (0 to 1) of them lies, up to a hundredth of a millisecond. */
export function percentileOf(counts: TallyCounts, share: number): number | undefined {
  const all = countOf(counts)
  if (all === 0) return undefined
  let left = Math.min(all - 1, Math.floor(all * share))
  for (const [step, count] of counts.steps) {
    if (left < count) return (step + 1) / stepsPerMs
    left -= count
  }
  return counts.beyond.toSorted((one, other) => one - other)[left]
}

/** The share of them (0 to 1) that took longer than this; `undefined` of none. */
export function shareBeyond(counts: TallyCounts, ms: number): number | undefined {
  const all = countOf(counts)
  if (all === 0) return undefined
  const longer = counts.steps.filter(([step]) => step >= ms * stepsPerMs)
  const beyond = counts.beyond.filter((one) => one > ms)
  return longer.reduce((sum, [, count]) => sum + count, beyond.length) / all
}
