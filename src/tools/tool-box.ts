import { z } from 'zod'
import type { ToolOffer } from '../calls/brain.ts'
import type { Tool } from '../calls/tool.ts'
import type { ToolBoxes } from '../calls/use-tool.ts'

/** All tools there are; each agent's box offers those that it may use. */
export function createToolBox({ tools }: { tools: readonly Tool[] }): ToolBoxes {
  const byName = new Map(tools.map((tool) => [tool.name, tool]))
  const offers = tools.map(offerOf)
  return {
    forAgent({ allowedTools }) {
      const isAllowed = (name: string) => byName.has(name) && allowedTools.includes(name)
      return {
        offers: offers.filter(({ name }) => isAllowed(name)),
        find: (name) => byName.get(name),
        isAllowed,
      }
    },
  }
}

/** `io: 'input'`: what a brain may leave out is not required of it. */
function offerOf({ name, description, parameters }: Tool): ToolOffer {
  const { $schema: _, ...schema } = z.toJSONSchema(parameters, { io: 'input' })
  return { name, description, parameters: schema }
}
