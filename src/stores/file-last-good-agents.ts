import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { AnsweringAgent, LastGoodAgents } from '../agents/last-good-agents.ts'
import { describeError, errorCode } from '../lib/errors.ts'
import type { Logger } from '../lib/logger.ts'
import { agentOfRow, rowOfAgent } from './agent-row.ts'
import { writeWholeFile } from './whole-file.ts'

/** The agents that answered last, in one file of this machine. */
export function createFileLastGoodAgents({
  file,
  log,
}: {
  file: string
  log: Logger
}): LastGoodAgents {
  return {
    async load() {
      try {
        return agentsIn(await readFile(file, 'utf8'))
      } catch (error) {
        if (errorCode(error) !== 'ENOENT') {
          const reason = describeError(error)
          log.warn({ file, reason }, 'The agents that answered last cannot be read')
        }
        return []
      }
    },
    async keep(agents) {
      try {
        await writeWholeFile(file, textOf(agents))
      } catch (error) {
        const reason = describeError(error)
        log.warn({ file, reason }, 'The agents that answered last cannot be kept')
      }
    },
  }
}

function textOf(agents: readonly AnsweringAgent[]): string {
  const rows = agents.map(({ dialledNumber, agent }) => ({ dialledNumber, ...rowOfAgent(agent) }))
  return `${JSON.stringify({ v: version, agents: rows })}\n`
}

/** @throws in words, when anything in it is not as this version writes it. */
function agentsIn(text: string): readonly AnsweringAgent[] {
  const { agents } = LastGood.parse(JSON.parse(text))
  return agents.map(({ dialledNumber, ...row }) => {
    const { agent, unusable } = agentOfRow(row)
    if (unusable.length > 0) throw new TypeError(`${unusable.join(', ')} cannot be used`)
    return { dialledNumber, agent }
  })
}

const version = 1

const LastGood = z.object({
  v: z.literal(version),
  agents: z.array(
    z.object({
      dialledNumber: z.string(),
      id: z.string(),
      name: z.string(),
      greeting: z.string(),
      systemPrompt: z.string(),
      business: z.unknown(),
      questions: z.unknown(),
      voiceSettings: z.unknown(),
      escalationRules: z.unknown(),
      team: z.unknown(),
      outbound: z.unknown(),
      allowedTools: z.array(z.string()),
    }),
  ),
})
