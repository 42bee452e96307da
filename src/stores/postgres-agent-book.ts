import { asc, eq, sql } from 'drizzle-orm'
import type { Agent } from '../agents/agent.ts'
import type { AgentBook } from '../agents/agent-book.ts'
import type { Database } from '../database/database.ts'
import { agentConfigs } from '../database/schema.ts'
import { AppError } from '../lib/errors.ts'
import type { Logger } from '../lib/logger.ts'
import { agentOfRow, rowOfAgent, type AgentRow } from './agent-row.ts'
import { isUuid, storableText } from './storable.ts'

/** The agents in PostgreSQL. `firstAgent` answers from the day on which there is none yet. */
export function createPostgresAgentBook(parts: AgentBookParts): PostgresAgentBook {
  return {
    ensureDefaultAgent: () => ensureDefaultAgent(parts),
    forNumber: async (dialledNumber) =>
      (await findFor(parts, dialledNumber)) ?? ensureDefaultAgent(parts),
    async find(agentId) {
      if (!isUuid(agentId)) return undefined
      const [row] = await parts.database.drizzle((orm) =>
        orm.select().from(agentConfigs).where(eq(agentConfigs.id, agentId)),
      )
      return row && read(parts, row)
    },
  }
}

export interface AgentBookParts {
  readonly database: Database
  readonly log: Logger
  readonly firstAgent: Agent
}

export interface PostgresAgentBook extends AgentBook {
  /** Writes the first agent down when there is no agent at all. @returns the one that is then there. */
  ensureDefaultAgent(): Promise<Agent>
}

/** An agent is neither there nor can it be made. */
export class NoAgent extends AppError {
  override readonly code = 'no-agent'
}

async function findFor(parts: AgentBookParts, dialledNumber: string): Promise<Agent | undefined> {
  const { active, phoneNumbers, createdAt, id } = agentConfigs
  const number = storableText(dialledNumber)
  // Somebody must answer, so the last resort is an agent that was switched off.
  const suits = sql`case
    when ${active} and ${number} = any(${phoneNumbers}) then 0
    when ${active} and cardinality(${phoneNumbers}) = 0 then 1
    when ${active} then 2
    else 3 end`
  const [row] = await parts.database.drizzle((orm) =>
    orm.select().from(agentConfigs).orderBy(suits, asc(createdAt), asc(id)).limit(1),
  )
  return row && read(parts, row)
}

async function ensureDefaultAgent(parts: AgentBookParts): Promise<Agent> {
  const { database, firstAgent } = parts
  const present = await findFor(parts, '')
  if (present !== undefined) return present
  await database.drizzle((orm) =>
    orm.insert(agentConfigs).values(rowOfAgent(firstAgent)).onConflictDoNothing(),
  )
  const found = await findFor(parts, '')
  if (found === undefined) throw new NoAgent('There is no agent, and none could be written down')
  return found
}

function read({ log }: AgentBookParts, row: AgentRow): Agent {
  const { agent, unusable } = agentOfRow(row)
  if (unusable.length > 0) {
    log.warn({ agentId: row.id, unusable }, 'Parts of an agent cannot be used and are left out')
  }
  return agent
}
