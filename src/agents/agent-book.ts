import type { Agent } from './agent.ts'

/** The agents that answer for the business. */
export interface AgentBook {
  /** The active agent for a dialled number; there is always one. */
  forNumber(dialledNumber: string): Promise<Agent>
  find(agentId: string): Promise<Agent | undefined>
}
