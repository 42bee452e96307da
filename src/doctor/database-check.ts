import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { connectionSettings, type DatabaseAddress } from '../database/database-address.ts'
import { databaseError } from '../database/database-unavailable.ts'
import { describeError } from '../lib/errors.ts'
import { failed, ok, warning, type Check } from './check.ts'

export interface DatabaseCheckParts {
  readonly address: () => Promise<DatabaseAddress>
  readonly isOurOwn: boolean
}

const migrations = fileURLToPath(new URL('../../migrations', import.meta.url))
const oldestVersion = 15

/** Whether the database answers, is new enough, and has the tables that this version needs. */
export function createDatabaseCheck({ address, isOurOwn }: DatabaseCheckParts): Check {
  const name = isOurOwn ? 'The PostgreSQL that comes along' : 'Your PostgreSQL'
  return {
    id: 'database',
    title: 'Database',
    async run() {
      let state: DatabaseState
      try {
        state = await askDatabase(await address())
      } catch (error) {
        return failed(
          `${name} cannot be used: ${describeError(databaseError(error))}`,
          isOurOwn
            ? 'The log of the server and data/postgres.log say more.'
            : 'Check DATABASE_URL, and whether that server is running and lets this machine in.',
        )
      }
      return judge(name, state)
    },
  }
}

interface DatabaseState {
  readonly version: string
  readonly missing: number
}

function judge(name: string, { version, missing }: DatabaseState) {
  if (Number.parseInt(version, 10) < oldestVersion) {
    return failed(
      `${name} is version ${version}, which is too old.`,
      `Use PostgreSQL ${oldestVersion} or newer.`,
    )
  }
  if (missing === 0) return ok(`${name} answers and is up to date (version ${version}).`)
  return warning(
    `${name} answers, but its tables are ${missing} ${missing === 1 ? 'step' : 'steps'} behind.`,
    'Starting the server brings them up to date by itself: npm start',
  )
}

async function askDatabase(address: DatabaseAddress): Promise<DatabaseState> {
  const client = new Client({
    ...connectionSettings(address),
    application_name: 'legacyai-voice doctor',
    connectionTimeoutMillis: 5_000,
    query_timeout: 3_000,
  })
  // A connection that breaks fails the query; the event alone would end the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    const applied = await appliedMigrations(client)
    const names = (await readdir(migrations)).filter((name) => name.endsWith('.sql'))
    const missing = names.filter((name) => !applied.has(name)).length
    return { version: rows[0]?.server_version ?? '', missing }
  } finally {
    await client.end()
  }
}

async function appliedMigrations(client: Client): Promise<ReadonlySet<string>> {
  const record = await client.query<{ exists: boolean }>(
    `select to_regclass('public.schema_migrations') is not null as exists`,
  )
  if (record.rows[0]?.exists !== true) return new Set()
  const { rows } = await client.query<{ name: string }>('select name from public.schema_migrations')
  return new Set(rows.map(({ name }) => name))
}
