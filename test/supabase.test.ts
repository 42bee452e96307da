import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase } from '../src/database/database.ts'
import { connectionSettings, type DatabaseAddress } from '../src/database/database-address.ts'
import { migrate } from '../src/database/migrate.ts'
import { silentLogger } from '../src/lib/logger.ts'
import { roleRulesContract } from './contracts/role-rules.ts'
import { formerMigrations } from './set-up/former-migrations.ts'
import { startEmbeddedServer, type EmbeddedServer } from './set-up/postgres-engines.ts'
import {
  asOwner,
  createEmptyDatabase,
  databaseOn,
  dropDatabase,
  everyEngine,
  type PostgresEngine,
} from './set-up/test-database.ts'

/*
 * Roles belong to a whole server, so the embedded engine gets one of its own here: nobody has migrated
 * anything on it, as on a new Supabase project. A server that is given to us may have our roles already.
 */
describe.each(everyEngine())('a database like those of Supabase on $name PostgreSQL', (given) => {
  const migrator = `migrator_${crypto.randomUUID().slice(0, 8)}`
  let server: EmbeddedServer | undefined
  let engine: PostgresEngine
  let name: string
  let address: DatabaseAddress
  let applied: readonly string[]

  beforeAll(async () => {
    server = given.name === 'embedded' ? await startEmbeddedServer() : undefined
    engine = { ...given, address: server?.address ?? given.address }
    await asOwner(engine.address, supabaseRoles(migrator))
    name = await createEmptyDatabase(engine, { owner: migrator })
    await asOwner(databaseOn(engine, name), supabaseDatabase(migrator))
    address = asUser(databaseOn(engine, name), migrator)
    applied = await migrate({ address })
  })
  afterAll(async () => {
    await dropDatabase(engine, name)
    await asOwner(engine.address, `drop role ${migrator}`)
    await server?.[Symbol.asyncDispose]()
  })

  it('is migrated by a user who is no superuser, once', async () => {
    expect(applied.length).toBeGreaterThan(0)
    expect(await migrate({ address })).toEqual([])
  })

  it('of an older release is brought up to date by that user, whom row level security binds', async () => {
    await using before = await formerMigrations('0005')
    const older = await createEmptyDatabase(engine, { owner: migrator })
    const itsAddress = asUser(databaseOn(engine, older), migrator)
    await migrate({ address: itsAddress, folder: before.folder })
    const database = createDatabase({ address: itsAddress, log: silentLogger })
    await database.query(
      `insert into agent_configs (name, allowed_tools)
       values ('Desk', '{take-message,schedule-callback,save-contact-details,end-call}')`,
    )
    await migrate({ address: itsAddress })
    const mayTransfer = await database.query(
      "select 'transfer-call' = any(allowed_tools) as may from agent_configs",
    )
    expect(mayTransfer).toEqual([{ may: true }])
    await database.close()
    await dropDatabase(engine, older)
  })

  it('keeps the schema of its sign-in as it was', async () => {
    const client = new Client(connectionSettings(databaseOn(engine, name)))
    await client.connect()
    const { rows } = await client.query(
      `select relname as name, relacl::text as rights from pg_class
       where relnamespace = 'auth'::regnamespace and relkind = 'r'`,
    )
    await client.end()
    expect(rows).toEqual([{ name: 'users', rights: null }])
  })

  it('serves the server as a role that owns nothing', async () => {
    const database = createDatabase({ address, log: silentLogger })
    expect(await database.query('select current_user as role, session_user as user')).toEqual([
      { role: 'legacyai_server', user: migrator },
    ])
    await database.close()
  })

  roleRulesContract(() => address)
})

describe('several databases of a new server', () => {
  it('are migrated at the same time, although they share their roles', async () => {
    await using server = await startEmbeddedServer()
    const engine = { name: 'embedded', address: server.address, template: 'template1' } as const
    const names = [1, 2, 3, 4].map((number) => `new_${number}`)
    for (const name of names) await asOwner(server.address, `create database ${name}`)
    const applied = await Promise.all(
      names.map((name) => migrate({ address: databaseOn(engine, name) })),
    )
    expect(new Set(applied.map(({ length }) => length)).size).toBe(1)
  })
})

/** The roles of a Supabase project; `migrator` stands for its `postgres`, which is no superuser. */
function supabaseRoles(migrator: string): string {
  const made = ['anon', 'authenticated', 'service_role'].map(
    (role) => `
      if not exists (select from pg_roles where rolname = '${role}') then
        create role ${role} nologin noinherit ${role === 'service_role' ? 'bypassrls' : ''};
      end if;
      grant ${role} to ${migrator};`,
  )
  return `
    create role ${migrator} login createrole createdb password 'secret';
    do $$ begin
      ${made.join('')}
      -- Since PostgreSQL 16 only who made a role, or was given it so, may pass it on.
      if current_setting('server_version_num')::integer >= 160000
        and exists (select from pg_roles where rolname = 'legacyai_server') then
        grant legacyai_server to ${migrator} with admin option;
      end if;
    end $$`
}

function supabaseDatabase(migrator: string): string {
  return `
    create schema auth;
    create table auth.users (id uuid primary key);
    alter default privileges for role ${migrator} in schema public
      grant all on tables to anon, authenticated, service_role;
    alter default privileges for role ${migrator} in schema public
      grant all on functions to anon, authenticated, service_role`
}

function asUser(address: DatabaseAddress, user: string): DatabaseAddress {
  if (!('url' in address)) return { ...address, user, password: 'secret' }
  const url = new URL(address.url)
  url.username = user
  url.password = 'secret'
  return { url: url.href }
}
