import { z } from 'zod'
import type { Agent, Business, WeeklyHours } from '../agents/agent.ts'
import { weekdays } from '../agents/opening-hours.ts'
import type { agentConfigs } from '../database/schema.ts'

export type AgentRow = typeof agentConfigs.$inferSelect
export type NewAgentRow = Omit<typeof agentConfigs.$inferInsert, 'createdAt' | 'updatedAt'>

/** An agent as a row of `agent_configs`. */
export function rowOfAgent(agent: Agent): NewAgentRow {
  return {
    id: agent.id,
    name: agent.name,
    type: 'voice',
    greeting: agent.greeting,
    systemPrompt: agent.instructions,
    business: agent.business,
    questions: agent.questions,
    voiceSettings: agent.voice,
    escalationRules: { emergency: agent.emergency },
    allowedTools: [...agent.allowedTools],
  }
}

/**
 * The agent of a row. People edit rows by hand; what cannot be used of one is left out and named in
 * `unusable`, because a call must be answered all the same.
 */
export function agentOfRow(row: AgentRow): { agent: Agent; unusable: readonly string[] } {
  const unusable: string[] = []
  const read: Read = (name, { schema, from, otherwise }) => {
    const parsed = schema.safeParse(from)
    if (!parsed.success) unusable.push(name)
    return parsed.data ?? otherwise
  }
  const agent: Agent = {
    id: row.id,
    name: row.name,
    greeting: row.greeting,
    instructions: row.systemPrompt,
    business: businessOf(row, read),
    questions: read('questions', { schema: questions, from: row.questions, otherwise: [] }),
    voice: read('voice_settings', {
      schema: voice,
      from: row.voiceSettings,
      otherwise: { channel: 'relay', language: 'en-US' },
    }),
    emergency: read('escalation_rules.emergency', {
      schema: emergency,
      from: objectOf(row.escalationRules)['emergency'],
      otherwise: { instruction: usualEmergencyInstruction, words: [] },
    }),
    allowedTools: row.allowedTools,
  }
  return { agent, unusable }
}

/** Reads one part of a row, or goes on with something else and remembers its name. */
type Read = <T>(name: string, part: Part<T>) => T

interface Part<T> {
  readonly schema: z.ZodType<T>
  readonly from: unknown
  readonly otherwise: T
}

const usualEmergencyInstruction =
  'If anyone is in danger, please hang up and call the emergency number.'

function businessOf(row: AgentRow, read: Read): Business {
  const written = objectOf(row.business)
  const part = <T>(name: keyof Business, { schema, otherwise }: Omit<Part<T>, 'from'>) =>
    read(`business.${name}`, { schema, from: written[name], otherwise })
  return {
    name: part('name', { schema: text, otherwise: row.name }),
    address: part('address', { schema: text, otherwise: '' }),
    timeZone: part('timeZone', { schema: timeZone, otherwise: 'UTC' }),
    country: part('country', { schema: country, otherwise: 'US' }),
    hours: part<WeeklyHours>('hours', { schema: hours, otherwise: {} }),
  }
}

const text = z.string()
const country = z.string().length(2)

const timeZone = z.string().refine((zone) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
})

const openingTimes = z.array(z.object({ opens: text, closes: text }))
const hours = z.partialRecord(z.enum(weekdays), openingTimes) as z.ZodType<WeeklyHours>

const questions = z.array(
  z.object({ question: z.string(), askedWith: z.array(z.string()), answer: z.string() }),
)
const voice = z.object({ channel: z.enum(['relay', 'media', 'gather']), language: z.string() })
const emergency = z.object({ instruction: z.string(), words: z.array(z.string()) })

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  const parsed = z.record(z.string(), z.unknown()).safeParse(value)
  return parsed.data ?? {}
}
