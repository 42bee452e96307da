import { expect, it } from 'vitest'
import { createSeededRandom, systemRandom } from './random.ts'
import { createSids, uuidFrom } from './sids.ts'

it('writes identifiers as Twilio does', () => {
  const sids = createSids(systemRandom)
  expect(sids.call()).toMatch(/^CA[0-9a-f]{32}$/)
  expect(sids.relaySession()).toMatch(/^VX[0-9a-f]{32}$/)
  expect(uuidFrom(systemRandom)).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
  )
})

it('makes the same identifiers from the same seed, and others from another', () => {
  expect(drawn(7)).toEqual(drawn(7))
  expect(new Set([...drawn(7), ...drawn(8)]).size).toBe(4)
})

function drawn(seed: number): string[] {
  const sids = createSids(createSeededRandom(seed))
  return [sids.call(), sids.call()]
}
