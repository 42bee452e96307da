import { z } from 'zod'
import type { Agent, Business, EscalationRules, WeeklyHours } from '../agents/agent.ts'
import { usualEscalation } from '../agents/default-agent.ts'
import { weekdays } from '../agents/opening-hours.ts'
import type { agentConfigs } from '../database/schema.ts'
import { outboundOfRow } from './outbound-of-row.ts'
import { createPartReader, type Fields, type PartReader } from './part-reader.ts'
import { teamOfRow } from './team-of-row.ts'
import { voiceOfRow } from './voice-of-row.ts'

export type AgentRow = typeof agentConfigs.$inferSelect
/** The columns that say who an agent is. */
export type AgentPart = Pick<
  AgentRow,
  | 'id'
  | 'name'
  | 'greeting'
  | 'systemPrompt'
  | 'business'
  | 'questions'
  | 'voiceSettings'
  | 'escalationRules'
  | 'team'
  | 'outbound'
  | 'allowedTools'
>
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
    escalationRules: { emergency: agent.emergency, ...agent.escalation },
    team: agent.team,
    outbound: agent.outbound,
    allowedTools: [...agent.allowedTools],
  }
}

/**
 * The agent of a row. People edit rows by hand; what cannot be used of one is left out and named in
 * `unusable`, because a call must be answered all the same.
 */
export function agentOfRow(row: AgentPart): { agent: Agent; unusable: readonly string[] } {
  const reader = createPartReader()
  const business = businessOf(row, reader)
  const escalationRules = reader.fields('escalation_rules', row.escalationRules)
  const agent: Agent = {
    id: row.id,
    name: row.name,
    greeting: row.greeting,
    instructions: row.systemPrompt,
    business,
    questions: reader.needed('questions', {
      schema: questions,
      from: row.questions,
      otherwise: [],
    }),
    voice: voiceOfRow(row.voiceSettings, reader),
    emergency: reader.needed('escalation_rules.emergency', {
      schema: emergency,
      from: escalationRules['emergency'],
      otherwise: { instruction: usualEmergencyInstruction, words: [] },
    }),
    escalation: escalationOf(escalationRules, reader),
    team: teamOfRow(row.team, { reader, homeCountry: business.country }),
    outbound: outboundOfRow(row.outbound, { reader, homeCountry: business.country }),
    allowedTools: row.allowedTools,
  }
  return { agent, unusable: reader.unusable }
}

const usualEmergencyInstruction =
  'If anyone is in danger, please hang up and call the emergency number.'

function businessOf(row: AgentPart, reader: PartReader): Business {
  const written = reader.fields('business', row.business)
  const part = <T>(name: keyof Business, { schema, otherwise }: Shape<T>) =>
    reader.needed(`business.${name}`, { schema, from: written[name], otherwise })
  return {
    name: part('name', { schema: text, otherwise: row.name }),
    address: part('address', { schema: text, otherwise: '' }),
    timeZone: part('timeZone', { schema: timeZone, otherwise: 'UTC' }),
    country: part('country', { schema: country, otherwise: 'US' }),
    hours: part<WeeklyHours>('hours', { schema: hours, otherwise: {} }),
  }
}

interface Shape<T> {
  readonly schema: z.ZodType<T>
  readonly otherwise: T
}

function escalationOf(written: Fields, reader: PartReader): EscalationRules {
  const rule = (name: keyof EscalationRules) =>
    reader.chosen(`escalation_rules.${name}`, {
      schema: z.boolean(),
      from: written[name],
      otherwise: usualEscalation[name],
    })
  return {
    whenAskedForPerson: rule('whenAskedForPerson'),
    whenAngry: rule('whenAngry'),
    whenAskedTwice: rule('whenAskedTwice'),
    whenEmergency: rule('whenEmergency'),
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
const emergency = z.object({ instruction: z.string(), words: z.array(z.string()) })
