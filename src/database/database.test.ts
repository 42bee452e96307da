import { eq } from 'drizzle-orm'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  asAdministrator,
  createEmptyDatabase,
  createTestDatabase,
  databaseOn,
  dropDatabase,
  everyEngine,
  type TestDatabase,
} from '../../test/set-up/test-database.ts'
import { silentLogger } from '../lib/logger.ts'
import { createDatabase, type Database } from './database.ts'
import { connectionSettings } from './database-address.ts'
import { customers } from './schema.ts'

describe.each(everyEngine())('the database on $name PostgreSQL', (engine) => {
  let test: TestDatabase
  let database: Database
  beforeAll(async () => {
    test = await createTestDatabase(engine)
    ;({ database } = test)
  })
  afterAll(() => test[Symbol.asyncDispose]())

  /** Ends connections of the server, as a restart of PostgreSQL would. */
  async function cutConnections(where: string): Promise<void> {
    const owner = new Client(connectionSettings(test.address))
    await owner.connect()
    await owner.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity
       where datname = current_database() and application_name = 'legacyai-voice' and ${where}`,
    )
    await owner.end()
  }

  it('is used as a role that owns nothing, from the first query of every connection on', async () => {
    await using fresh = await createTestDatabase(engine)
    const rows = await Promise.all(
      Array.from({ length: 12 }, () =>
        fresh.database.query<{ role: string; user: string }>(
          'select current_user as role, session_user as user, pg_sleep(0.02)',
        ),
      ),
    )
    expect(new Set(rows.map(([row]) => row?.role))).toEqual(new Set(['legacyai_server']))
    const owned = await fresh.database.query(
      "select relname from pg_class where relowner = 'legacyai_server'::regrole",
    )
    expect(owned).toEqual([])
  })

  it('gives no statement more than ten seconds', async () => {
    const [row] = await database.query('show statement_timeout')
    expect(row).toEqual({ statement_timeout: '10s' })
  })

  it('takes everything back when a transaction fails', async () => {
    const failing = database.transaction(async (queries) => {
      await queries.query("insert into customers (phone_number) values ('+15550000001')")
      throw new Error('No further')
    })
    await expect(failing).rejects.toThrow('No further')
    const found = await database.query("select from customers where phone_number = '+15550000001'")
    expect(found).toEqual([])
  })

  it('keeps what a transaction did', async () => {
    const id = await database.transaction(async (queries) => {
      const [row] = await queries.query<{ id: string }>(
        "insert into customers (phone_number) values ('+15550000002') returning id",
      )
      return row?.id
    })
    const found = await database.drizzle((orm) =>
      orm.select().from(customers).where(eq(customers.phoneNumber, '+15550000002')),
    )
    expect(found.map((row) => row.id)).toEqual([id])
  })

  it('never repeats in an error what it was told', async () => {
    const secret = 'what-a-caller-said'
    const wrong = database.drizzle((orm) =>
      orm.insert(customers).values({ phoneNumber: secret, notes: secret }),
    )
    await expect(wrong).rejects.toSatisfy(
      (error: Error & { code: string }) =>
        error.code === '23514' && !error.message.includes(secret),
    )
  })

  it('survives connections that break while nobody uses them', async () => {
    await database.query('select 1')
    await cutConnections("state = 'idle'")
    await expect.poll(() => database.isAnswering()).toBe(true)
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
  })

  it('says that it is unavailable when a connection breaks in the middle', async () => {
    const cut = database.query('select pg_sleep(30)')
    const waiting = cutConnections("query like '%pg_sleep(30)%'")
    await expect(cut).rejects.toMatchObject({ code: 'database-unavailable', retryable: true })
    await waiting
  })

  it('survives a connection that breaks between two statements of a transaction', async () => {
    const cut = database.transaction(async (queries) => {
      await queries.query('select 1')
      await cutConnections("state = 'idle in transaction'")
      await queries.query('select 2')
    })
    await expect(cut).rejects.toMatchObject({ code: 'database-unavailable' })
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
  })

  it('refuses in words to work with more rights than the server needs', async () => {
    const stranger = `stranger_${crypto.randomUUID().slice(0, 8)}`
    await asAdministrator(engine, `create role ${stranger} login password 'secret'`)
    const address = withUser(connectionSettings(test.address), stranger)
    const theirs = createDatabase({ address, log: silentLogger })
    await expect(theirs.query('select 1')).rejects.toMatchObject({
      code: 'server-role-denied',
      message: expect.stringContaining('grant legacyai_server to') as string,
    })
    await theirs.close()
    await asAdministrator(engine, `drop role ${stranger}`)
  })
})

it('is unavailable, and not a crash, when nobody listens there', async () => {
  const address = { url: 'postgres://nobody:secret@127.0.0.1:1/nowhere' }
  const database = createDatabase({ address, log: silentLogger })
  expect(await database.isAnswering()).toBe(false)
  const failed = database.query('select 1')
  await expect(failed).rejects.toMatchObject({ code: 'database-unavailable', retryable: true })
  await expect(failed).rejects.toSatisfy((error: Error) => !error.message.includes('secret'))
  const transaction = database.transaction(async () => undefined)
  await expect(transaction).rejects.toMatchObject({ code: 'database-unavailable' })
  await database.close()
})

it('is refused in words before it was migrated', async () => {
  const [engine] = everyEngine()
  if (engine === undefined) throw new Error('There is no engine')
  const name = await createEmptyDatabase(engine)
  const address = databaseOn(engine, name)
  const database = createDatabase({ address, log: silentLogger })
  await expect(database.query('select from customers')).rejects.toMatchObject({ code: '42P01' })
  await database.close()
  await dropDatabase(engine, name)
})

function withUser(settings: ReturnType<typeof connectionSettings>, user: string) {
  const { host, port, database, connectionString } = settings
  if (connectionString === undefined) {
    return {
      host: host ?? '',
      port: port ?? 5432,
      database: database ?? '',
      user,
      password: 'secret',
    }
  }
  const url = new URL(connectionString)
  url.username = user
  url.password = 'secret'
  return { url: url.href }
}
