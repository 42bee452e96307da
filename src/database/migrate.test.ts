import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  createEmptyDatabase,
  databaseOn,
  dropDatabase,
  everyEngine,
} from '../../test/set-up/test-database.ts'
import { connectionSettings, type DatabaseAddress } from './database-address.ts'
import { migrate } from './migrate.ts'

it('of a server that does not answer is refused in words', async () => {
  const address = { url: 'postgres://nobody@127.0.0.1:1/nowhere' }
  await expect(migrate({ address })).rejects.toMatchObject({ code: 'database-unavailable' })
})

describe.each(everyEngine())('migrating on $name PostgreSQL', (engine) => {
  let name: string
  let address: DatabaseAddress
  let folder: string

  beforeEach(async () => {
    name = await createEmptyDatabase(engine)
    address = databaseOn(engine, name)
    folder = await mkdtemp(path.join(tmpdir(), 'legacyai-migrations-'))
    await write('0001-first.sql', 'create table first (id integer)')
  })
  afterEach(async () => {
    await dropDatabase(engine, name)
    await rm(folder, { recursive: true })
  })

  async function write(file: string, sql: string): Promise<void> {
    await writeFile(path.join(folder, file), sql)
  }

  async function ask(question: string) {
    const client = new Client(connectionSettings(address))
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(question)).rows
    } finally {
      await client.end()
    }
  }

  it('applies each migration once, in order, and records it', async () => {
    await write('0002-second.sql', 'alter table first add column word text')
    expect(await migrate({ address, folder })).toEqual(['0001-first.sql', '0002-second.sql'])
    expect(await migrate({ address, folder })).toEqual([])
    await write('0003-third.sql', "insert into first values (1, 'one')")
    expect(await migrate({ address, folder })).toEqual(['0003-third.sql'])
    expect(await ask('select * from first')).toEqual([{ id: 1, word: 'one' }])
    expect(
      await ask(
        "select name, sha256 ~ '^[0-9a-f]{64}$' as hashed from schema_migrations order by 1",
      ),
    ).toEqual([
      { name: '0001-first.sql', hashed: true },
      { name: '0002-second.sql', hashed: true },
      { name: '0003-third.sql', hashed: true },
    ])
  })

  it('is done by one of several that begin at once, and waited for by the others', async () => {
    await write('0002-slow.sql', 'select pg_sleep(0.2)')
    const applied = await Promise.all(Array.from({ length: 5 }, () => migrate({ address, folder })))
    expect(applied.filter(({ length }) => length > 0)).toEqual([
      ['0001-first.sql', '0002-slow.sql'],
    ])
  })

  it('makes the whole product once, from several instances at once', async () => {
    const applied = await Promise.all(Array.from({ length: 4 }, () => migrate({ address })))
    expect(applied.filter(({ length }) => length > 0)).toHaveLength(1)
    expect(await ask('select * from live_metrics')).toHaveLength(1)
  })

  it('leaves nothing of a migration that fails, and keeps those before it', async () => {
    await write('0002-wrong.sql', 'create table second (id integer); select 1 / 0')
    await expect(migrate({ address, folder })).rejects.toMatchObject({
      code: 'migration-failed',
      message: expect.stringContaining('0002-wrong.sql') as string,
    })
    expect(
      await ask("select to_regclass('first') as first, to_regclass('second') as second"),
    ).toEqual([{ first: 'first', second: null }])
    await write('0002-wrong.sql', 'create table second (id integer)')
    expect(await migrate({ address, folder })).toEqual(['0002-wrong.sql'])
  })

  it('refuses an applied migration that was changed, in words', async () => {
    await migrate({ address, folder })
    await write('0001-first.sql', 'create table first (id bigint)')
    await expect(migrate({ address, folder })).rejects.toMatchObject({
      code: 'migration-refused',
      message: expect.stringContaining('0001-first.sql was changed') as string,
    })
  })

  it('takes other line ends for no change', async () => {
    await write('0001-first.sql', 'create table first\n(id integer)')
    await migrate({ address, folder })
    await write('0001-first.sql', 'create table first\r\n(id integer)')
    expect(await migrate({ address, folder })).toEqual([])
  })

  it('refuses a new migration with a number of the past', async () => {
    await write('0003-third.sql', 'select 3')
    await migrate({ address, folder })
    await write('0002-late.sql', 'select 2')
    await expect(migrate({ address, folder })).rejects.toMatchObject({
      code: 'migration-refused',
      message: expect.stringContaining('higher number') as string,
    })
  })

  it('leaves a database alone that is ahead of it, as during a rolling deploy', async () => {
    const older = await mkdtemp(path.join(tmpdir(), 'legacyai-migrations-'))
    await cp(folder, older, { recursive: true })
    await write('0002-newer.sql', 'select 2')
    await migrate({ address, folder })
    expect(await migrate({ address, folder: older })).toEqual([])
    await rm(older, { recursive: true })
  })

  it('gives up in words when somebody else never finishes', async () => {
    const other = new Client(connectionSettings(address))
    await other.connect()
    await other.query('select pg_advisory_lock(7262041183)')
    await expect(migrate({ address, folder, deadlineMs: 120 })).rejects.toMatchObject({
      code: 'migration-locked',
    })
    await other.end()
  })
})
