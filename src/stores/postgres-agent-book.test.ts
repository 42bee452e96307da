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
    voice: {
      channel: 'gather',
      language: 'de-DE',
      patience: { silenceMs: 5_000, fillerAfterMs: 900, longestCallMinutes: 10 },
      speaker: { provider: 'Google', voice: 'de-DE-Journey-F' },
      speech: {
        voice: 'cedar',
        turnDetection: { by: 'meaning', eagerness: 'low' },
        goesOnAfterNoise: false,
        consent: 'ask',
      },
    },
    escalation: {
      whenAskedForPerson: true,
      whenAngry: false,
      whenAskedTwice: false,
      whenEmergency: true,
    },
    team: {
      members: [
        { name: 'Ada', phoneNumber: '+12125557890', alsoCalled: ['the owner'] },
        { name: 'Grace', phoneNumber: '+15550100201', alsoCalled: [] },
      ],
      order: 'round-robin',
      ringSeconds: 15,
      alsoWhenClosed: true,
    },
    outbound: { countries: ['US', 'CA'], from: '09:00', until: '24:00' },
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
          'escalation_rules',
          'questions',
          'voice_settings.channel',
          'escalation_rules.emergency',
        ],
      },
    ])
  })

  it('takes the usual for what a row says nothing about, and does not mention it', async () => {
    await query(
      `insert into agent_configs (name, business, escalation_rules) values ('Desk',
         '{"name": "Ada and Sons", "address": "", "timeZone": "UTC", "country": "gb", "hours": {}}',
         '{"emergency": {"instruction": "Dial 999", "words": []}}')`,
    )
    const { voice, escalation, team, outbound } = defaultAgent({ id: '', timeZone: 'UTC' })
    expect(await book.forNumber('+15550001111')).toMatchObject({
      voice,
      escalation,
      team,
      outbound: { ...outbound, countries: ['GB'] },
    })
    expect(warnings).toEqual([])
  })

  async function readBack(columns: string, values: string) {
    await book.ensureDefaultAgent()
    await query(`update agent_configs set ${columns} = ${values}`)
    return { agent: await book.forNumber(''), unusable: warnings.flatMap((one) => one['unusable']) }
  }

  it('leaves out who cannot be called of a team, names them, and rings the others', async () => {
    const { agent, unusable } = await readBack(
      'team',
      `'{"members": [
          {"name": "Ada", "phoneNumber": "(212) 555-7890"},
          {"name": "Premium", "phoneNumber": "+1 900 555 7890"},
          {"name": "Nobody", "phoneNumber": "extension 12"},
          {"name": "", "phoneNumber": "+12125557891"},
          "Grace",
          {"name": "Alan", "phoneNumber": "+44 20 7946 0000", "alsoCalled": ["sales"]}],
        "order": "loudest", "ringSeconds": 600, "alsoWhenClosed": "yes"}'`,
    )
    expect(agent.team).toEqual({
      ...defaultAgent({ id: '', timeZone: 'UTC' }).team,
      members: [
        { name: 'Ada', phoneNumber: '+12125557890', alsoCalled: [] },
        { name: 'Alan', phoneNumber: '+442079460000', alsoCalled: ['sales'] },
      ],
    })
    expect(unusable).toEqual([
      'team.members[1]',
      'team.members[2]',
      'team.members[3]',
      'team.members[4]',
      'team.order',
      'team.ringSeconds',
      'team.alsoWhenClosed',
    ])
  })

  const { escalation, outbound, team, voice } = defaultAgent({ id: '', timeZone: 'UTC' })
  const usual: Record<string, Partial<Agent>> = {
    team: { team },
    outbound: { outbound },
    voice_settings: { voice },
    escalation_rules: { escalation },
  }

  it.each([
    ['team', '"everybody"', ['team']],
    ['team', '{"members": {"Ada": "+12125557890"}}', ['team.members']],
    ['outbound', '{"countries": ["US", "Mars"]}', ['outbound.countries']],
    ['outbound', '{"from": "8", "until": "25:00"}', ['outbound.from', 'outbound.until']],
    ['outbound', '{"from": "21:00", "until": "08:00"}', ['outbound.until']],
    [
      'escalation_rules',
      '{"emergency": {"instruction": "", "words": []}, "whenAngry": "no"}',
      ['escalation_rules.whenAngry'],
    ],
    [
      'voice_settings',
      '{"patience": {"silenceMs": 0, "fillerAfterMs": "long"}}',
      ['voice_settings.patience.silenceMs', 'voice_settings.patience.fillerAfterMs'],
    ],
    [
      'voice_settings',
      '{"patience": 8, "speaker": "Joanna", "language": "english!"}',
      ['voice_settings.language', 'voice_settings.patience', 'voice_settings.speaker'],
    ],
  ])('takes the usual for nonsense in %s and names it: %s', async (column, written, names) => {
    const { agent, unusable } = await readBack(column, `'${written}'`)
    expect(unusable).toEqual(names)
    expect(agent).toMatchObject({
      escalation: firstAgent.escalation,
      outbound: firstAgent.outbound,
      team: firstAgent.team,
      voice: firstAgent.voice,
      ...usual[column],
    })
  })
})
