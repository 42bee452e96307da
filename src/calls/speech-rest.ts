import type { Sound } from './sound.ts'

/** Four characters of base64 are three samples. */
const charactersPerGroup = 4
const msPerGroup = 3 / 8

/** What is left of a piece of sound after its first `ms`, to less than half a millisecond; never a copy. */
export function soundAfter(sound: Sound, ms: number): Sound {
  const groups = Math.floor(Math.max(0, ms) / msPerGroup)
  return sound.subarray(groups * charactersPerGroup)
}
