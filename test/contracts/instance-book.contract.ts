import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MakeStores, Stores } from './stores.ts'

/** What every book of processes owes to one that stops, and wants to hand its calls on. */
export function instanceBookContract(makeStores: MakeStores): void {
  const longMs = 600_000
  let stores: Stores
  beforeAll(async () => {
    stores = await makeStores()
  })
  afterAll(() => stores[Symbol.asyncDispose]())

  it('knows of no other process before one has said that it is there', async () => {
    const { instances } = stores
    const alone = crypto.randomUUID()
    await instances.isThere(alone)
    expect(await instances.hasAnother(alone, longMs)).toBe(false)
    await instances.isGone(alone)
  })

  it('tells two processes of each other, until one of them goes', async () => {
    const { instances } = stores
    const [one, other] = [crypto.randomUUID(), crypto.randomUUID()]
    await Promise.all([instances.isThere(one), instances.isThere(other), instances.isThere(one)])
    expect(await instances.hasAnother(one, longMs)).toBe(true)
    expect(await instances.hasAnother(other, longMs)).toBe(true)
    await instances.isGone(other)
    await instances.isGone(other)
    expect(await instances.hasAnother(one, longMs)).toBe(false)
    await instances.isGone(one)
  })

  it('does not count one that was last seen too long ago', async () => {
    const { instances } = stores
    const [one, other] = [crypto.randomUUID(), crypto.randomUUID()]
    await instances.isThere(other)
    expect(await instances.hasAnother(one, 0)).toBe(false)
    await instances.isGone(other)
  })
}
