import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  asOwner,
  createTestDatabase,
  everyEngine,
  type TestDatabase,
} from './set-up/test-database.ts'

/** What people who query the tables rely on: `type`, then `!` when required, then the default. */
const promised: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  customers: {
    id: 'uuid! gen_random_uuid()',
    phone_number: 'text!',
    email: 'text',
    name: 'text',
    company: 'text',
    tags: "text[]! '{}'::text[]",
    lead_score: 'integer! 0',
    lifetime_value: 'numeric(10,2)! 0',
    preferences: "jsonb! '{}'::jsonb",
    notes: 'text',
    created_at: 'timestamp with time zone! now()',
    updated_at: 'timestamp with time zone! now()',
  },
  conversations: {
    id: 'uuid! gen_random_uuid()',
    call_sid: 'text!',
    phone_number: 'text!',
    customer_id: 'uuid',
    agent_type: "text! 'voice'::text",
    status: "text! 'active'::text",
    phase: 'text',
    started_at: 'timestamp with time zone! now()',
    ended_at: 'timestamp with time zone',
    duration_seconds: 'integer',
    transcript: "jsonb! '[]'::jsonb",
    sentiment_score: 'numeric(3,2)',
    escalated: 'boolean! false',
    metadata: "jsonb! '{}'::jsonb",
    created_at: 'timestamp with time zone! now()',
    updated_at: 'timestamp with time zone! now()',
  },
  messages: {
    id: 'uuid! gen_random_uuid()',
    conversation_id: 'uuid!',
    role: 'text!',
    content: 'text!',
    timestamp: 'timestamp with time zone! now()',
    metadata: "jsonb! '{}'::jsonb",
  },
  call_analytics: {
    id: 'uuid! gen_random_uuid()',
    date: 'date!',
    total_calls: 'integer! 0',
    successful_resolutions: 'integer! 0',
    escalations: 'integer! 0',
    avg_duration_seconds: 'numeric(10,2)! 0',
    avg_sentiment: 'numeric(3,2)',
    unique_callers: 'integer! 0',
    metadata: "jsonb! '{}'::jsonb",
    created_at: 'timestamp with time zone! now()',
  },
  agent_configs: {
    id: 'uuid! gen_random_uuid()',
    name: 'text!',
    type: "text! 'voice'::text",
    system_prompt: "text! ''::text",
    voice_settings: "jsonb! '{}'::jsonb",
    escalation_rules: "jsonb! '{}'::jsonb",
    active: 'boolean! true',
    created_at: 'timestamp with time zone! now()',
    updated_at: 'timestamp with time zone! now()',
  },
  scheduled_tasks: {
    id: 'uuid! gen_random_uuid()',
    customer_id: 'uuid',
    task_type: 'text!',
    scheduled_for: 'timestamp with time zone!',
    status: "text! 'pending'::text",
    payload: "jsonb! '{}'::jsonb",
    completed_at: 'timestamp with time zone',
    result: 'jsonb',
    created_at: 'timestamp with time zone! now()',
  },
}

const promisedIndexes = {
  idx_conversations_phone: 'conversations (phone_number)',
  idx_conversations_status: 'conversations (status)',
  idx_messages_conversation: 'messages (conversation_id)',
  idx_customers_phone: 'customers (phone_number)',
  idx_scheduled_tasks_status: 'scheduled_tasks (status, scheduled_for)',
}

describe.each(everyEngine())('the tables on $name PostgreSQL', (engine) => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase(engine)
  })
  afterAll(() => test[Symbol.asyncDispose]())

  it.each(Object.entries(promised))('%s has every promised column', async (table, columns) => {
    const rows = await test.database.query<{ column: string; is: string }>(
      `select a.attname as column,
         concat(format_type(a.atttypid, a.atttypmod), case when a.attnotnull then '!' end,
           ' ' || pg_get_expr(d.adbin, d.adrelid)) as is
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = to_regclass($1) and a.attnum > 0`,
      [table],
    )
    const found = Object.fromEntries(rows.map(({ column, is }) => [column, is]))
    expect(found).toMatchObject(columns)
  })

  it('have every promised index', async () => {
    const rows = await test.database.query<{ name: string; on: string }>(
      `select indexname as name,
         regexp_replace(indexdef, '^.* ON (?:public\\.)?(\\w+) USING btree ', '\\1 ') as on
       from pg_indexes where schemaname = 'public'`,
    )
    const found = Object.fromEntries(rows.map(({ name, on }) => [name, on]))
    expect(found).toMatchObject(promisedIndexes)
  })

  it('know one customer a number, one call a carrier name, one agent a name, one row a day', async () => {
    const inserts = [
      "insert into customers (phone_number) values ('+15551234567')",
      "insert into conversations (call_sid, phone_number) values ('CA1', '+15551234567')",
      "insert into agent_configs (name) values ('Desk')",
      "insert into call_analytics (date) values ('2026-03-01')",
    ]
    for (const insert of inserts) {
      const twice = test.database.query(`${insert}; ${insert}`)
      await expect(twice).rejects.toMatchObject({ code: '23505' })
    }
  })

  it('take only the words that calls, messages and tasks have', async () => {
    const inserts = [
      "insert into conversations (call_sid, phone_number, status) values ('CA2', '', 'over')",
      "insert into messages (conversation_id, role, content) select id, 'robot', '' from conversations",
      "insert into scheduled_tasks (task_type, scheduled_for, status) values ('m', now(), 'lost')",
    ]
    await test.database.query(
      "insert into conversations (call_sid, phone_number) values ('CA3', '')",
    )
    for (const insert of inserts) {
      await expect(test.database.query(insert)).rejects.toMatchObject({ code: '23514' })
    }
  })

  it('drop the messages and the journal of a call that is deleted', async () => {
    const { database } = test
    await database.query(
      "insert into conversations (call_sid, phone_number) values ('CA4', 'anonymous')",
    )
    await database.query(
      `insert into messages (conversation_id, role, content)
       select id, 'user', 'Hello' from conversations where call_sid = 'CA4'`,
    )
    await database.query(
      `insert into call_events (call_id, seq, epoch, at, kind, payload)
       select id, 1, 1, now(), 'caller-said', '{}' from conversations where call_sid = 'CA4'`,
    )
    await database.query("delete from conversations where call_sid = 'CA4'")
    expect(await database.query('select from messages')).toEqual([])
    expect(await database.query('select from call_events')).toEqual([])
  })

  it('remember when a row was last changed', async () => {
    const [changed] = await test.database.query(
      `with made as (
         insert into customers (phone_number, updated_at) values ('+15557654321', '2020-01-01')
         returning id)
       select id from made`,
    )
    await test.database.query("update customers set notes = 'x' where id = $1", [changed?.['id']])
    const [row] = await test.database.query<{ recent: boolean }>(
      "select updated_at > now() - interval '1 minute' as recent from customers where id = $1",
      [changed?.['id']],
    )
    expect(row?.recent).toBe(true)
  })

  it('have a time zone in every instant', async () => {
    const naive = await test.database.query(
      `select table_name, column_name from information_schema.columns
       where table_schema = 'public' and data_type = 'timestamp without time zone'`,
    )
    expect(naive).toEqual([])
  })
})

describe.each(everyEngine())('live_metrics on $name PostgreSQL', (engine) => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase(engine)
  })
  afterAll(() => test[Symbol.asyncDispose]())

  async function metrics(): Promise<unknown> {
    const [row] = await test.database.query('select * from live_metrics')
    return row
  }

  async function addCall(sid: string, columns: Readonly<Record<string, string>>): Promise<void> {
    const names = Object.keys(columns)
    await test.database.query(
      `insert into conversations (call_sid, phone_number, ${names.join(', ')})
       values ('${sid}', 'anonymous', ${Object.values(columns).join(', ')})`,
    )
  }

  it('counts nothing when nobody called', async () => {
    expect(await metrics()).toEqual({
      calls_last_hour: 0,
      active_calls: 0,
      avg_call_duration: null,
      escalations_today: 0,
    })
  })

  it('counts the calls of an hour, those going on, the average of a day, and escalations', async () => {
    await addCall('CA1', { started_at: ago('10 minutes') })
    await addCall('CA2', { started_at: 'now()', escalated: 'true', ...over(30) })
    await addCall('CA3', { started_at: ago('23 hours'), ...over(61) })
    await addCall('CA4', { started_at: ago('25 hours'), escalated: 'true', ...over(10_000) })
    expect(await metrics()).toEqual({
      calls_last_hour: 2,
      active_calls: 1,
      avg_call_duration: 45.5,
      escalations_today: 1,
    })
  })

  it('is answered from indexes, so that it stays fast with many calls', async () => {
    await test.database.query(
      `insert into conversations (call_sid, phone_number, status, started_at, duration_seconds)
       select 'CB' || n, 'anonymous', 'completed', now() - n * interval '2 minutes', 60
       from generate_series(1, 20000) as n`,
    )
    await asOwner(test.address, 'analyze conversations')
    const plan = await test.database.query<{ 'QUERY PLAN': string }>(
      'explain select * from live_metrics',
    )
    const scans = plan.map((row) => row['QUERY PLAN']).filter((line) => line.includes('Scan'))
    expect(scans.length).toBeGreaterThanOrEqual(4)
    expect(scans.filter((line) => line.includes('Seq Scan'))).toEqual([])
  })
})

function ago(interval: string): string {
  return `now() - interval '${interval}'`
}

function over(seconds: number): Readonly<Record<string, string>> {
  return { status: "'completed'", duration_seconds: `${seconds}` }
}
