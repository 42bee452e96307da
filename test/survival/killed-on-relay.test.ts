import { expect, it } from 'vitest'
import { killAtRandom, timeoutMs } from './kill-at-random.ts'

it(
  'a server that is killed again and again, on relay, loses no word, does nothing twice, and ends every call',
  { timeout: timeoutMs },
  async () => {
    const proof = await killAtRandom('relay')
    expect(proof).toEqual({ ...proof, findings: [] })
  },
)
