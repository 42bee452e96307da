import { randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { createPostmaster, noPostmaster, parentOf, type Postmaster } from './postmaster.ts'

/** An empty database for one start of our server. */
export interface BenchDatabase extends AsyncDisposable {
  /** `undefined`: the server starts the PostgreSQL that comes with it. */
  readonly url: string | undefined
  /** The server behind it, once ours has started on this folder. */
  postmasterOf(dataDir: string): Postmaster
}

/** The PostgreSQL that our server brings along, in processes of its own. */
export const embeddedDatabase: BenchDatabase = {
  url: undefined,
  postmasterOf(dataDir) {
    const names = readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
    const record = names.find((name) => path.basename(name) === 'postmaster.pid')
    if (record === undefined) return noPostmaster
    return createPostmaster(Number.parseInt(readFileSync(path.join(dataDir, record), 'utf8'), 10))
  },
  [Symbol.asyncDispose]: () => Promise.resolve(),
}

/** A database on somebody's server, gone afterwards. */
export async function createBenchDatabase(serverUrl: string): Promise<BenchDatabase> {
  const name = `legacyai_bench_${randomBytes(6).toString('hex')}`
  const postmaster = await asAdministrator(serverUrl, async (client) => {
    await client.query(`create database ${name}`)
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    const pid = isOnThisMachine(serverUrl) ? parentOf(rows[0]?.pid ?? 0) : undefined
    return pid === undefined ? noPostmaster : createPostmaster(pid)
  })
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return {
    url: url.href,
    postmasterOf: () => postmaster,
    [Symbol.asyncDispose]: () =>
      asAdministrator(serverUrl, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`)
      }),
  }
}

async function asAdministrator<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function isOnThisMachine(url: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])?$/.test(new URL(url).hostname)
}
