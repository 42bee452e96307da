import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { AppError } from '../lib/errors.ts'
import { connectionSettings, type DatabaseAddress } from './database-address.ts'
import { databaseError } from './database-unavailable.ts'
import { applyMigrations } from './migrator.ts'
import { poll } from './poll.ts'
import { grantServerRole } from './server-role.ts'

/**
 * Brings a database up to date as the user of its address, who owns the tables. Safe to run twice, and
 * from several instances at once: they wait for one another.
 * @returns the names of the migrations that were applied now.
 */
export async function migrate({
  address,
  folder = ourMigrations,
  deadlineMs = 120_000,
}: {
  address: DatabaseAddress
  folder?: string
  deadlineMs?: number
}): Promise<string[]> {
  const client = new Client({
    ...connectionSettings(address),
    application_name: 'legacyai-voice migrate',
    connectionTimeoutMillis: 10_000,
  })
  // A connection that breaks fails the statement it was doing; the event alone would end the process.
  client.on('error', () => undefined)
  await client.connect().catch((error: unknown) => {
    throw databaseError(error)
  })
  try {
    await waitForTurn(client, deadlineMs)
    const applied = await applyMigrations(client, folder)
    await grantServerRole(client)
    return applied
  } finally {
    // Ends the session, and with it the lock.
    await client.end()
  }
}

/** Somebody else has been migrating the same database for too long. */
export class MigrationLocked extends AppError {
  override readonly code = 'migration-locked'
  override readonly retryable = true
}

const ourMigrations = fileURLToPath(new URL('../../migrations', import.meta.url))

/** Any number will do, as long as every version of this product uses the same. */
const advisoryLock = 7_262_041_183

async function waitForTurn(client: Client, deadlineMs: number): Promise<void> {
  const turn = await poll(
    async () => {
      const { rows } = await client.query<{ mine: boolean }>(
        'select pg_try_advisory_lock($1) as mine',
        [advisoryLock],
      )
      return rows[0]?.mine === true ? true : undefined
    },
    { everyMs: 50, deadlineMs },
  )
  if (turn !== true) {
    throw new MigrationLocked(
      `Another process has been migrating this database for more than ${deadlineMs} ms`,
    )
  }
}
