import { expect, it } from 'vitest'
import { killAtRandom, timeoutMs } from './kill-at-random.ts'

it(
  'a server that is killed again and again, on gather, loses no word, does nothing twice, and ends every call',
  { timeout: timeoutMs },
  async () => {
    const proof = await killAtRandom('gather')
    expect(proof).toEqual({ ...proof, findings: [] })
  },
)
