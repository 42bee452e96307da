import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rm,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client, type QueryResultRow } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../src/database/embedded-postgres.ts'
import type { PostgresConnection } from '../src/database/postgres-connection.ts'
import { findRunningProgram } from '../src/database/running-program.ts'
import { socketIn } from '../src/database/socket-folder.ts'
import { silentLogger } from '../src/lib/logger.ts'
import { leftOut } from './set-up/left-out.ts'
import { startPostgresUser } from './set-up/postgres-user.ts'

const isRoot = process.getuid?.() === 0
const nobody = 65_534
const othersCanRunUs = isRoot && runsAsNobody(process.execPath, import.meta.filename)
if (isRoot && !othersCanRunUs) {
  leftOut('the embedded PostgreSQL of an ordinary user: the checkout is in a folder for root only')
}
if (!isRoot) leftOut('the embedded PostgreSQL as root: these tests run as an ordinary user')

let place: string
let publicFolder: string
/** A folder whose database is there already and stopped: a start takes milliseconds. */
let settled: string

beforeAll(async () => {
  place = await realpath(await mkdtemp(path.join(tmpdir(), 'legacyai-embedded-')))
  await chmod(place, 0o711)
  publicFolder = path.join(place, 'public')
  settled = path.join(place, 'settled')
  await using postgres = await start(settled)
  await ask(postgres.connection, 'create table kept (word text)')
})
afterAll(() => rm(place, { recursive: true, force: true }))

/** Whether an ordinary user can reach these files, which decides what can be tried as one. */
function runsAsNobody(...files: readonly string[]): boolean {
  const tests = files.map((file) => `[ -r '${file}' ]`).join(' && ')
  return spawnSync('/bin/sh', ['-c', tests], { uid: nobody, gid: nobody }).status === 0
}

function start(dataDir: string): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, publicFolder, log: silentLogger })
}

function newFolder(name = 'new'): string {
  return path.join(place, `${name}-${randomBytes(4).toString('hex')}`)
}

async function ask<Row extends QueryResultRow>(
  connection: PostgresConnection,
  question: string,
): Promise<Row[]> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Row>(question)).rows
  } finally {
    await client.end()
  }
}

/** Asks until it is true, for at most ten seconds. */
async function soon(what: () => Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + 10_000
  while (!(await what().catch(() => false))) {
    if (performance.now() > giveUpAt) throw new Error('It did not come true in ten seconds')
    await delay(20)
  }
}

async function modeOf(file: string): Promise<number> {
  return (await lstat(file)).mode & 0o777
}

async function runs(pid: number): Promise<boolean> {
  const program = await findRunningProgram(pid)
  return program !== undefined && !program.zombie
}

describe('a server that is started', () => {
  it('is a PostgreSQL 17 that keeps what it acknowledges, behind a password and no port', async () => {
    await using postgres = await start(settled)
    const [facts] = await ask(
      postgres.connection,
      `select current_setting('server_version_num')::integer / 10000 as version,
         current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
         current_setting('listen_addresses') as listens, current_setting('server_encoding') as encoding,
         (select datlocale from pg_database where datname = current_database()) as locale,
         (select rolpassword like 'SCRAM-SHA-256$%' from pg_authid where rolname = current_user) as scram,
         (select bool_and(auth_method = 'scram-sha-256') from pg_hba_file_rules) as guarded`,
    )
    expect(facts).toEqual({
      version: 17,
      fsync: 'on',
      checksums: 'on',
      listens: '',
      encoding: 'UTF8',
      locale: 'C.UTF-8',
      scram: true,
      guarded: true,
    })
  })

  it('lets in nobody with another password, and nobody else into its folders', async () => {
    await using postgres = await start(settled)
    const stranger = { ...postgres.connection, password: 'wrong' }
    await expect(ask(stranger, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    expect(await modeOf(path.join(settled, 'keys', 'postgres-password'))).toBe(0o600)
    expect(await modeOf(path.join(settled, 'keys'))).toBe(0o700)
    expect(await modeOf(postgres.connection.host)).toBe(0o700)
  })

  it('is used by whoever comes second, at once', async () => {
    await using first = await start(settled)
    const before = performance.now()
    await using second = await start(settled)
    expect(performance.now() - before).toBeLessThan(1_000)
    expect(second).toMatchObject({ found: true, pid: first.pid, connection: first.connection })
  })

  it('is the same for a folder by another name', async () => {
    await using first = await start(settled)
    const roundabout = path.relative(process.cwd(), `${settled}/../settled`)
    await using second = await start(roundabout)
    expect(second.pid).toBe(first.pid)
  })

  it('is one server when many start it at the same moment in a new folder', async () => {
    const dataDir = newFolder()
    const users = Array.from({ length: 4 }, () => startPostgresUser({ dataDir, publicFolder }))
    const starts = await Promise.all(users.map(({ started }) => started))
    expect(new Set(starts.map(({ pid }) => pid)).size).toBe(1)
    expect(starts.filter(({ found }) => !found)).toHaveLength(1)
    await Promise.all(users.map((user) => user.leave()))
    expect(await runs(starts[0]?.pid ?? 0)).toBe(false)
  })

  it('writes nothing of what it is told into its log', async () => {
    await using postgres = await start(settled)
    const secret = 'what-a-caller-said'
    await ask(postgres.connection, 'create table only_one (word text unique)')
    await ask(postgres.connection, `insert into only_one values ('${secret}')`)
    await expect(
      ask(postgres.connection, `insert into only_one values ('${secret}')`),
    ).rejects.toMatchObject({ code: '23505' })
    const log = await readFile(path.join(settled, 'postgres.log'), 'utf8')
    expect(log).toContain('only_one')
    expect(log).not.toContain(secret)
  })
})

describe('the last one to leave', () => {
  it('stops the server, and what was written is there at the next start', async () => {
    const first = await start(settled)
    await using other = startPostgresUser({ dataDir: settled, publicFolder })
    expect((await other.started).found).toBe(true)
    await ask(first.connection, "insert into kept values ('well')")
    await first[Symbol.asyncDispose]()
    expect(await runs(first.pid)).toBe(true)
    await other.leave()
    expect(await runs(first.pid)).toBe(false)
    await using again = await start(settled)
    expect(again.found).toBe(false)
    expect(await ask(again.connection, 'select word from kept')).toContainEqual({ word: 'well' })
  })

  it('is whoever lives last: the dead do not count', async () => {
    const postgres = await start(settled)
    await using dead = startPostgresUser({ dataDir: settled, publicFolder })
    await dead.started
    await dead.send('SIGKILL')
    await postgres[Symbol.asyncDispose]()
    expect(await runs(postgres.pid)).toBe(false)
  })

  it('may leave twice', async () => {
    const postgres = await start(settled)
    await postgres[Symbol.asyncDispose]()
    await postgres[Symbol.asyncDispose]()
    expect(await runs(postgres.pid)).toBe(false)
  })
})

describe('after kill -9', () => {
  it('of everyone who used it, the server is found again', async () => {
    await using killed = startPostgresUser({ dataDir: settled, publicFolder })
    const { pid } = await killed.started
    await killed.send('SIGKILL')
    expect(await runs(pid)).toBe(true)
    await using postgres = await start(settled)
    expect(postgres).toMatchObject({ found: true, pid })
  })

  it('of the server, it is back while it is used', async () => {
    await using postgres = await start(settled)
    const { pid, connection } = postgres
    await ask(connection, "insert into kept values ('acknowledged')")
    process.kill(pid, 'SIGKILL')
    await soon(async () => (await ask(connection, 'select 1')).length === 1 && postgres.pid !== pid)
    const words = await ask(connection, 'select word from kept')
    expect(words).toContainEqual({ word: 'acknowledged' })
  })

  it('of the server and of everyone, the next start brings it back', async () => {
    await using killed = startPostgresUser({ dataDir: settled, publicFolder })
    const { pid } = await killed.started
    await killed.send('SIGKILL')
    process.kill(pid, 'SIGKILL')
    await using postgres = await start(settled)
    expect(postgres.found).toBe(false)
    expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('of a server whose parent does not notice, the next start is not fooled by the zombie', async () => {
    await using stopped = startPostgresUser({ dataDir: settled, publicFolder })
    const { pid } = await stopped.started
    await stopped.send('SIGSTOP')
    process.kill(pid, 'SIGKILL')
    await soon(async () => (await findRunningProgram(pid))?.zombie === true)
    await using postgres = await start(settled)
    expect(postgres.found).toBe(false)
    expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('of a server whose process id is somebody else by now, the next start is not fooled', async () => {
    await using killed = startPostgresUser({ dataDir: settled, publicFolder })
    const { pid } = await killed.started
    await killed.send('SIGKILL')
    process.kill(pid, 'SIGKILL')
    const record = path.join(settled, 'postgres', 'cluster', 'postmaster.pid')
    const lines = (await readFile(record, 'utf8')).split('\n')
    await writeFile(record, [process.pid, ...lines.slice(1)].join('\n'))
    await using postgres = await start(settled)
    expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('in the middle of the very first start, the next one makes a whole database', async () => {
    for (const afterMs of [150, 350, 550]) {
      const dataDir = newFolder()
      const killed = startPostgresUser({ dataDir, publicFolder })
      await delay(afterMs)
      await killed.send('SIGKILL')
      await using postgres = await start(dataDir)
      expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }])
    }
  })

  it('of nobody, but with its socket swept away, it is reachable again', async () => {
    await using postgres = await start(settled)
    const { pid, connection } = postgres
    await rm(socketIn(connection.host))
    await soon(async () => (await ask(connection, 'select 1')).length === 1 && postgres.pid !== pid)
    expect(await ask(connection, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('a server that is used and does not answer', () => {
  it('is ended by nobody who only came along, and answers its users when it can', async () => {
    await using postgres = await start(settled)
    const { pid } = postgres
    process.kill(pid, 'SIGSTOP')
    try {
      await expect(start(settled)).rejects.toThrow('runs but does not answer')
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(postgres.pid).toBe(pid)
  })
})

describe('a data folder', () => {
  it('may have a path of more than 150 characters', async () => {
    const dataDir = path.join(newFolder(), 'a'.repeat(150), 'data')
    await using postgres = await start(dataDir)
    expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('may lie under a folder that others cannot enter', async () => {
    const closed = newFolder('closed')
    await mkdir(closed, { mode: 0o700 })
    const dataDir = path.join(closed, 'data')
    const pointer = path.join(dataDir, 'postgres.location')
    const first = await start(dataDir)
    await ask(first.connection, 'create table kept (word text)')
    await first[Symbol.asyncDispose]()
    const pointedTo = existsSync(pointer) ? await readFile(pointer, 'utf8') : 'nowhere else'
    expect(pointedTo).toContain(isRoot ? publicFolder : 'nowhere else')
    await using again = await start(dataDir)
    expect(await ask(again.connection, 'select word from kept')).toEqual([])
  })

  it('that was deleted and made anew begins anew', async () => {
    const closed = newFolder('closed')
    await mkdir(closed, { mode: 0o700 })
    const dataDir = path.join(closed, 'data')
    const former = await start(dataDir)
    await ask(former.connection, 'create table kept (word text)')
    await former[Symbol.asyncDispose]()
    await rm(dataDir, { recursive: true })
    await using anew = await start(dataDir)
    const gone = ask(anew.connection, 'select word from kept')
    await expect(gone).rejects.toMatchObject({ code: '42P01' })
  })

  it('without its keys is refused in words that name the missing file', async () => {
    const dataDir = newFolder()
    await (await start(dataDir))[Symbol.asyncDispose]()
    await rm(path.join(dataDir, 'keys'), { recursive: true })
    await expect(start(dataDir)).rejects.toMatchObject({
      code: 'embedded-postgres-unavailable',
      message: expect.stringContaining('keys/postgres-password') as string,
    })
  })

  it('that is a file is refused in words', async () => {
    const file = newFolder()
    await writeFile(file, '')
    await expect(start(file)).rejects.toMatchObject({
      code: 'embedded-postgres-unavailable',
      message: expect.stringContaining('Choose another DATA_DIR') as string,
    })
  })
})

describe.runIf(isRoot)('started as root', () => {
  it('runs as nobody', async () => {
    await using postgres = await start(settled)
    const status = await readFile(`/proc/${postgres.pid}/status`, 'utf8')
    expect(status).toMatch(/^Uid:\t65534\t65534\t65534\t65534$/m)
    expect(status).toMatch(/^Groups:\s*$/m)
  })

  it('does not use a socket folder that a stranger has put in its place', async () => {
    const dataDir = newFolder()
    const cluster = path.join(dataDir, 'postgres', 'cluster')
    const hash = createHash('sha256').update(cluster).digest('hex').slice(0, 16)
    const trap = path.join('/tmp', `legacyai-${hash}`)
    await mkdir(trap, { mode: 0o777 })
    await chown(trap, 12_345, 12_345)
    try {
      await using postgres = await start(dataDir)
      expect(postgres.connection.host).not.toBe(trap)
      expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }])
    } finally {
      await rm(trap, { recursive: true })
    }
  })

  it.runIf(othersCanRunUs)(
    'goes on with what an ordinary user has begun, as that user',
    async () => {
      const dataDir = newFolder('theirs')
      await mkdir(dataDir)
      await chown(dataDir, nobody, nobody)
      const theirs = startPostgresUser({ dataDir, publicFolder, uid: nobody })
      await theirs.started
      await theirs.leave()
      await using ours = await start(dataDir)
      const status = await readFile(`/proc/${ours.pid}/status`, 'utf8')
      expect(status).toMatch(/^Uid:\t65534\t/m)
    },
  )

  it.runIf(existsSync('/usr/bin/setpriv')).each([
    ['setuid,-setgid', /may not run it as another user/],
    ['chown', /an ordinary user can work neither in/],
    ['dac_override,-dac_read_search', /permission denied/],
  ])('without the right to %s asks in words for another server', async (rights, words) => {
    const through = ['setpriv', `--bounding-set=-${rights}`, `--inh-caps=-${rights}`]
    await using refused = startPostgresUser({ dataDir: newFolder(), publicFolder, through })
    await expect(refused.started).rejects.toThrow(words)
    await expect(refused.started).rejects.toThrow(/Set DATABASE_URL/)
  })

  it.runIf(othersCanRunUs)(
    'leaves a folder that an ordinary user is told, in words, not to touch',
    async () => {
      await using refused = startPostgresUser({ dataDir: settled, publicFolder, uid: nobody })
      await expect(refused.started).rejects.toThrow(/cannot be written by this user/)
    },
  )
})
