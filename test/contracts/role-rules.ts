import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectionSettings, type DatabaseAddress } from '../../src/database/database-address.ts'

type Role = 'anon' | 'authenticated' | 'service_role' | 'legacyai_server'
type Verb = 'select' | 'insert' | 'update' | 'delete'

const everyTable = [
  'customers',
  'agent_configs',
  'conversations',
  'call_events',
  'messages',
  'scheduled_tasks',
  'do_not_call',
  'server_instances',
  'call_analytics',
  'team_members',
  'sign_in_links',
  'sessions',
  'api_keys',
] as const
type Table = (typeof everyTable)[number]

const all: readonly Verb[] = ['select', 'insert', 'update', 'delete']

/** What each role may do; what is not here is refused. */
function mayOf(role: Role, table: Table): readonly Verb[] {
  switch (role) {
    case 'anon':
      return []
    case 'authenticated':
      if (table === 'customers') return all
      return ['conversations', 'messages', 'do_not_call'].includes(table) ? ['select'] : []
    case 'service_role':
      return all
    case 'legacyai_server':
      return ['call_events', 'do_not_call'].includes(table) ? ['select', 'insert'] : all
    default:
      throw new TypeError('There is no such role')
  }
}

const insertOf: Readonly<Record<Table, string>> = {
  customers: "(phone_number) values ('+15550000009')",
  agent_configs: "(name) values ('Other')",
  conversations: "(call_sid, phone_number) values ('CA9', 'anonymous')",
  call_events: `(call_id, seq, epoch, at, kind, payload)
    values ('00000000-0000-4000-8000-000000000001', 9, 1, now(), 'ended', '{}')`,
  messages: `(conversation_id, role, content)
    values ('00000000-0000-4000-8000-000000000001', 'user', 'x')`,
  scheduled_tasks: "(task_type, scheduled_for) values ('message', now())",
  server_instances: "(id) values ('00000000-0000-4000-8000-000000000009')",
  do_not_call: "(phone_number) values ('+15550000019')",
  call_analytics: "(date) values ('2026-03-02')",
  team_members: "(email) values ('b@example.com')",
  sign_in_links: "(token_hash, email, expires_at) values ('b', 'b@example.com', now())",
  sessions: `(token_hash, member_id, expires_at)
    values ('b', '00000000-0000-4000-8000-000000000002', now())`,
  api_keys: "(name, key_hash, prefix) values ('b', 'b', 'b')",
}

const oneRowEach = `
  set local role legacyai_server;
  insert into conversations (id, call_sid, phone_number)
    values ('00000000-0000-4000-8000-000000000001', 'CA1', 'anonymous');
  insert into team_members (id, email)
    values ('00000000-0000-4000-8000-000000000002', 'a@example.com');
  insert into customers (phone_number) values ('+15550000001');
  insert into agent_configs (name) values ('Desk');
  insert into call_events (call_id, seq, epoch, at, kind, payload)
    values ('00000000-0000-4000-8000-000000000001', 1, 1, now(), 'caller-said', '{}');
  insert into messages (conversation_id, role, content)
    values ('00000000-0000-4000-8000-000000000001', 'user', 'Hello');
  insert into scheduled_tasks (task_type, scheduled_for) values ('message', now());
  insert into server_instances (id) values ('00000000-0000-4000-8000-000000000008');
  insert into do_not_call (phone_number) values ('+15550000011');
  insert into call_analytics (date) values ('2026-03-01');
  insert into sign_in_links (token_hash, email, expires_at) values ('a', 'a@example.com', now());
  insert into sessions (token_hash, member_id, expires_at)
    values ('a', '00000000-0000-4000-8000-000000000002', now());
  insert into api_keys (name, key_hash, prefix) values ('a', 'a', 'a');`

/** Who may do what on a migrated database; the address is that of the tables' owner. */
export function roleRulesContract(addressOf: () => DatabaseAddress): void {
  let owner: Client
  beforeAll(async () => {
    owner = new Client(connectionSettings(addressOf()))
    await owner.connect()
    await owner.query(`begin; ${oneRowEach} commit`)
  })
  afterAll(() => owner.end())

  /** Does one thing as a role, and takes it back. @returns how many rows it met, or the refusal. */
  async function tryAs(role: Role, statement: string): Promise<number | string> {
    await owner.query(`begin; set local role ${role}`)
    try {
      return (await owner.query(statement)).rowCount ?? 0
    } catch (error) {
      return (error as { code: string }).code
    } finally {
      await owner.query('rollback')
    }
  }

  describe.each<Role>(['anon', 'authenticated', 'service_role', 'legacyai_server'])(
    '%s',
    (role) => {
      it.each(everyTable)('does with %s what it may, and nothing else', async (table) => {
        for (const verb of all) {
          const outcome = await tryAs(role, statementFor(verb, table))
          const expected = mayOf(role, table).includes(verb) ? 1 : '42501'
          expect({ verb, outcome }).toEqual({ verb, outcome: expected })
        }
      })

      it('sees the live metrics when it may see calls', async () => {
        const outcome = await tryAs(role, 'select * from live_metrics')
        expect(outcome).toBe(role === 'anon' ? '42501' : 1)
      })

      it('may not see or change which migrations were applied', async () => {
        expect(await tryAs(role, 'select * from schema_migrations')).toBe('42501')
        expect(await tryAs(role, 'delete from schema_migrations')).toBe('42501')
      })

      it('may not make tables', async () => {
        expect(await tryAs(role, 'create table public.mine (id integer)')).toBe('42501')
      })
    },
  )

  it('binds every table, and its owner too', async () => {
    const { rows } = await owner.query<{ name: string; on: boolean; forced: boolean }>(
      `select relname as name, relrowsecurity as on, relforcerowsecurity as forced from pg_class
       where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    )
    expect(rows.map(({ name }) => name).toSorted()).toEqual(
      [...everyTable, 'schema_migrations'].toSorted(),
    )
    expect(rows.filter(({ on, forced }) => !on || !forced)).toEqual([])
  })

  it('shows views with the rights of whoever looks', async () => {
    const { rows } = await owner.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
       and not coalesce(reloptions @> '{security_invoker=true}', false)`,
    )
    expect(rows).toEqual([])
  })
}

function columnOf(table: Table): string {
  const columns: Partial<Record<Table, string>> = {
    customers: 'notes',
    call_events: 'kind',
    messages: 'content',
    scheduled_tasks: 'task_type',
    do_not_call: 'created_at',
    server_instances: 'seen_at',
    call_analytics: 'total_calls',
    team_members: 'name',
    sign_in_links: 'email',
    sessions: 'last_seen_at',
  }
  return columns[table] ?? (table === 'conversations' ? 'phase' : 'name')
}

function statementFor(verb: Verb, table: Table): string {
  switch (verb) {
    case 'select':
      return `select * from ${table}`
    case 'insert':
      return `insert into ${table} ${insertOf[table]}`
    case 'update':
      return `update ${table} set ${columnOf(table)} = ${columnOf(table)}`
    case 'delete':
      return `delete from ${table}`
    default:
      throw new TypeError('There is no such verb')
  }
}
