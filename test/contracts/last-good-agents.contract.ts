import { describe, expect, it } from 'vitest'
import { defaultAgent } from '../../src/agents/default-agent.ts'
import type { LastGoodAgents } from '../../src/agents/last-good-agents.ts'

const agentNamed = (name: string) => ({
  ...defaultAgent({ id: crypto.randomUUID(), timeZone: 'America/New_York' }),
  name,
})

/** What whoever keeps the last good agents owes to callers. */
export function lastGoodAgentsContract(make: () => Promise<LastGoodAgents>): void {
  describe('the agents that answered last', () => {
    it('are none in the beginning', async () => {
      expect(await (await make()).load()).toEqual([])
    })

    it('come back as they were, in their order', async () => {
      const lastGood = await make()
      const agents = [
        { dialledNumber: '+15550100001', agent: agentNamed('Ada') },
        { dialledNumber: '+15550100000', agent: agentNamed('Grace') },
      ]
      await lastGood.keep(agents)
      expect(await lastGood.load()).toEqual(agents)
    })

    it('are those that were kept last', async () => {
      const lastGood = await make()
      const [before, after] = ['Ada', 'Grace'].map((name) => [
        { dialledNumber: '+15550100000', agent: agentNamed(name) },
      ])
      await lastGood.keep(before ?? [])
      await lastGood.keep(after ?? [])
      expect(await lastGood.load()).toEqual(after)
    })
  })
}
