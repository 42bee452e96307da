import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MakeStores, Stores } from './stores.ts'

/** What every agent book owes to callers. */
export function agentBookContract(makeStores: MakeStores): void {
  let stores: Stores
  beforeAll(async () => {
    stores = await makeStores()
  })
  afterAll(() => stores[Symbol.asyncDispose]())

  it('has an agent for every number from the first day, always the same one', async () => {
    const numbers = ['+15550100000', 'sip:desk@example.com', '', 'a\0b']
    const agents = await Promise.all(numbers.map((number) => stores.agents.forNumber(number)))
    expect(new Set(agents.map(({ id }) => id)).size).toBe(1)
  })

  it('finds an agent by its id, whole', async () => {
    const agent = await stores.agents.forNumber('+15550100000')
    expect(agent.business.name).not.toBe('')
    expect(agent.allowedTools.length).toBeGreaterThan(0)
    expect(await stores.agents.find(agent.id)).toEqual(agent)
  })

  it('finds no agent under an id that is none', async () => {
    expect(await stores.agents.find(crypto.randomUUID())).toBeUndefined()
    expect(await stores.agents.find('no id')).toBeUndefined()
  })
}
