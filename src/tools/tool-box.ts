import { z } from 'zod'
import type { Agent } from '../agents/agent.ts'
import type { ToolOffer } from '../calls/brain.ts'
import type { Tool } from '../calls/tool.ts'

/** All tools there are, and which of them an agent may use. */
export interface ToolBox {
  /** What a brain is told of the tools that the agent may use. */
  offersFor(agent: Permissions): readonly ToolOffer[]
  find(name: string): Tool | undefined
  permitted(agent: Permissions, name: string): boolean
  /** The box as a call of this agent sees it. */
  forAgent(agent: Permissions): AgentToolBox
}

export interface AgentToolBox {
  readonly offers: readonly ToolOffer[]
  find(name: string): Tool | undefined
  isAllowed(name: string): boolean
}

type Permissions = Pick<Agent, 'allowedTools'>

export function createToolBox({ tools }: { tools: readonly Tool[] }): ToolBox {
  const byName = new Map(tools.map((tool) => [tool.name, tool]))
  const offers = tools.map(offerOf)
  const find = (name: string) => byName.get(name)
  const permitted = ({ allowedTools }: Permissions, name: string) =>
    byName.has(name) && allowedTools.includes(name)
  const offersFor = (agent: Permissions) => offers.filter(({ name }) => permitted(agent, name))
  return {
    offersFor,
    find,
    permitted,
    forAgent: (agent) => ({
      offers: offersFor(agent),
      find,
      isAllowed: (name) => permitted(agent, name),
    }),
  }
}

/** `io: 'input'`: what a brain may leave out is not required of it. */
function offerOf({ name, description, parameters }: Tool): ToolOffer {
  const { $schema: _, ...schema } = z.toJSONSchema(parameters, { io: 'input' })
  return { name, description, parameters: schema }
}
