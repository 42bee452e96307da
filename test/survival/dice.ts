import { createSeededRandom, systemRandom } from '../../carrier/random.ts'

/** Chances of a run, all from one seed, so that a run that found something can be played again. */
export interface Dice {
  readonly seed: number
  /** From `least` to `most`, both included. */
  between(least: number, most: number): number
  /** True so often out of a hundred times. */
  chance(percent: number): boolean
}

export function createDice(seed = Number.parseInt(systemRandom.hex(7), 16)): Dice {
  const random = createSeededRandom(seed)
  const between = (least: number, most: number) =>
    least + (Number.parseInt(random.hex(6), 16) % (most - least + 1))
  return { seed, between, chance: (percent) => between(1, 100) <= percent }
}
