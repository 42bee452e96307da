import type { AnsweringAgent, LastGoodAgents } from '../../src/agents/last-good-agents.ts'
import { kept } from './memory-records.ts'

/** Who answered last, without a disk. */
export function createMemoryLastGoodAgents(agents: readonly AnsweringAgent[] = []): LastGoodAgents {
  let present = agents
  return {
    load: async () => kept(present),
    async keep(next) {
      present = kept(next)
    },
  }
}
