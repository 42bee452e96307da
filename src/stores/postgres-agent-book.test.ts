import { beforeEach, afterEach, describe, expect, it } from 'vitest'
import { agentBookContract } from '../../test/contracts/agent-book.contract.ts'
import { createPostgresStores } from '../../test/set-up/postgres-stores.ts'
import {
  createTestDatabase,
  everyEngine,
  type TestDatabase,
} from '../../test/set-up/test-database.ts'
import type { Agent } from '../agents/agent.ts'
import { defaultAgent } from '../agents/default-agent.ts'
import { silentLogger, type LogFields } from '../lib/logger.ts'
import { createPostgresAgentBook, type PostgresAgentBook } from './postgres-agent-book.ts'

describe.each(everyEngine())('the agent book on $name PostgreSQL', (engine) => {
  agentBookContract(() => createPostgresStores(engine))

  let test: TestDatabase
  let book: PostgresAgentBook
  let warnings: LogFields[]
  const firstAgent: Agent = {
    ...defaultAgent({ id: crypto.randomUUID(), timeZone: 'America/New_York' }),
    greeting: 'Ahoy',
    emergency: { instruction: 'Dial 911', words: ['flood'] },
  }

  beforeEach(async () => {
    test = await createTestDatabase(engine)
    warnings = []
    const log = { ...silentLogger, warn: (fields: LogFields) => void warnings.push(fields) }
    book = createPostgresAgentBook({ database: test.database, log, firstAgent })
  })
  afterEach(() => test[Symbol.asyncDispose]())

  const query = (statement: string) => test.database.query(statement)

  it('keeps every part of an agent', async () => {
    expect(await book.ensureDefaultAgent()).toEqual(firstAgent)
    expect(await query('select type, active, system_prompt from agent_configs')).toEqual([
      { type: 'voice', active: true, system_prompt: firstAgent.instructions },
    ])
    expect(warnings).toEqual([])
  })

  it('writes the first agent once, whoever asks and however often', async () => {
    await Promise.all(Array.from({ length: 5 }, () => book.ensureDefaultAgent()))
    await book.ensureDefaultAgent()
    expect(await query('select name from agent_configs')).toEqual([{ name: firstAgent.name }])
  })

  it('leaves agents alone that the owner has made', async () => {
    await query("insert into agent_configs (name) values ('Night desk')")
    expect((await book.ensureDefaultAgent()).name).toBe('Night desk')
    expect(await query('select name from agent_configs')).toHaveLength(1)
  })

  it('lets the agent of a number answer it, and the general one all others', async () => {
    await query(
      `insert into agent_configs (name, phone_numbers, active, created_at) values
       ('Off', '{+15550001111}', false, '2020-01-01'), ('General', '{}', true, '2021-01-01'),
       ('Sales', '{+15550001111}', true, '2022-01-01')`,
    )
    expect((await book.forNumber('+15550001111')).name).toBe('Sales')
    expect((await book.forNumber('+15550002222')).name).toBe('General')
  })

  it('answers with an agent that was switched off before it answers with none', async () => {
    await query("insert into agent_configs (name, active) values ('Off', false)")
    expect((await book.forNumber('+15550001111')).name).toBe('Off')
  })

  it('answers with what is usable of a row that was edited by hand, and says what is not', async () => {
    await query(
      `insert into agent_configs (name, business, questions, voice_settings, escalation_rules)
       values ('Desk', '{"name": "Ada and Sons", "timeZone": "Mars/Phobos", "hours": {"monday": "all day"}}',
         '"none"', '{"channel": "fax"}', '[]')`,
    )
    expect(await book.forNumber('+15550001111')).toMatchObject({
      name: 'Desk',
      business: { name: 'Ada and Sons', timeZone: 'UTC', hours: {} },
      questions: [],
      voice: { channel: 'relay', language: 'en-US' },
      emergency: { instruction: expect.stringContaining('emergency number') as string },
    })
    expect(warnings).toEqual([
      {
        agentId: expect.any(String) as string,
        unusable: [
          'business.address',
          'business.timeZone',
          'business.country',
          'business.hours',
          'questions',
          'voice_settings',
          'escalation_rules.emergency',
        ],
      },
    ])
  })
})
