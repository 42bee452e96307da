import type { Agent } from '../../src/agents/agent.ts'
import type { PostgresAgentBook } from '../../src/stores/postgres-agent-book.ts'
import type { MemoryRecords } from './memory-records.ts'

/** The agents without a database: one answers every number. */
export function createMemoryAgentBook(
  records: MemoryRecords,
  firstAgent: Agent,
): PostgresAgentBook {
  async function ensureDefaultAgent() {
    const [agent] = records.agents
    if (agent) return agent
    records.agents.push(firstAgent)
    return firstAgent
  }
  return {
    ensureDefaultAgent,
    forNumber: ensureDefaultAgent,
    find: async (agentId) => records.agents.find(({ id }) => id === agentId),
  }
}
