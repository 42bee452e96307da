import { randomBytes } from 'node:crypto'

/** Where identifiers come from: unguessable by default, repeatable from a seed in tests. */
export interface Random {
  hex(length: number): string
}

export const systemRandom: Random = {
  hex: (length) =>
    randomBytes(Math.ceil(length / 2))
      .toString('hex')
      .slice(0, length),
}

/** The same identifiers in the same order for the same seed. */
export function createSeededRandom(seed: number): Random {
  let state = seed >>> 0
  // mulberry32: short, and even enough for identifiers that only have to differ.
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  return {
    hex: (length) => Array.from({ length }, () => (next() & 15).toString(16)).join(''),
  }
}
