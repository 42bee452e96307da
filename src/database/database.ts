import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { Pool, type ClientBase, type PoolClient, type QueryResultRow } from 'pg'
import { describeError, errorCode } from '../lib/errors.ts'
import type { Logger } from '../lib/logger.ts'
import { connectionSettings, type DatabaseAddress } from './database-address.ts'
import { databaseError } from './database-unavailable.ts'
import * as schema from './schema.ts'
import { ServerRoleDenied, serverRole } from './server-role.ts'

/**
 * The connections of the server to its database. Connecting is left to the first query, so that a
 * database that is down does not keep the server from starting.
 */
export function createDatabase({ address, log, connections = 10 }: DatabaseSetting): Database {
  const pool = new Pool({
    ...connectionSettings(address),
    application_name: 'legacyai-voice',
    max: connections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // For a server that vanished without a word; a living one stops the statement itself before.
    query_timeout: statementDeadlineMs + 5_000,
    // oxlint-disable-next-line typescript/no-misused-promises -- The pool waits for it, whatever its type says, before it hands the connection out: no query can come before.
    onConnect: becomeServer,
  })
  pool.on('error', (error) =>
    log.warn({ code: errorCode(error), reason: describeError(error) }, 'An idle connection broke'),
  )
  const orm = drizzle(pool, { schema })
  return {
    ...queriesOn(pool),
    drizzle: (ask) => inOurWords(() => ask(orm)),
    transaction: (work) => inTransaction(pool, work),
    isAnswering: () => isAnswering(pool),
    close: () => pool.end(),
  }
}

export interface DatabaseSetting {
  readonly address: DatabaseAddress
  readonly log: Logger
  /** At most so many at a time. */
  readonly connections?: number
}

export interface Database extends Queries {
  /** For ordinary queries, built by Drizzle; the same connections. */
  drizzle<T>(ask: (orm: Orm) => PromiseLike<T>): Promise<T>
  /** All of `work` or nothing of it: an error it throws takes everything back. */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  /** Whether it answers now, within a second. Never throws. */
  isAnswering(): Promise<boolean>
  close(): Promise<void>
}

/** Drizzle, knowing our tables. */
export type Orm = NodePgDatabase<typeof schema>

export interface Queries {
  /** Runs one statement. A statement with a `name` is prepared once a connection. */
  query<Row extends QueryResultRow>(
    statement: string | NamedStatement,
    values?: readonly unknown[],
  ): Promise<Row[]>
}

export interface NamedStatement {
  readonly name: string
  readonly text: string
}

const statementDeadlineMs = 10_000

async function becomeServer(client: ClientBase): Promise<void> {
  try {
    await client.query(
      `set role ${serverRole};
       set statement_timeout to ${statementDeadlineMs};
       set lock_timeout to 5000;
       set idle_in_transaction_session_timeout to 30000`,
    )
  } catch (error) {
    // No such role, or not ours to take.
    const denied = ['22023', '42501'].includes(errorCode(error) ?? '')
    throw denied ? new ServerRoleDenied({ cause: error }) : error
  }
}

function queriesOn(connection: Pool | PoolClient): Queries {
  return {
    async query<Row extends QueryResultRow>(
      statement: string | NamedStatement,
      values: readonly unknown[] = [],
    ) {
      const named = typeof statement === 'string' ? { text: statement } : statement
      const result = await inOurWords(() =>
        connection.query<Row>({ ...named, values: [...values] }),
      )
      return result.rows
    },
  }
}

async function inTransaction<T>(pool: Pool, work: (queries: Queries) => Promise<T>): Promise<T> {
  const client = await inOurWords(() => pool.connect())
  let broken: Error | undefined
  // A connection that breaks between two statements says so by an event, which nobody else hears now;
  // the next statement fails.
  const breaks = (error: Error) => (broken = error)
  client.on('error', breaks)
  try {
    await client.query('begin')
    const result = await work(queriesOn(client))
    await client.query('commit')
    return result
  } catch (error) {
    // `work` has had its words already; beginning and committing have not.
    const surprise = databaseError(error)
    await client.query('rollback').catch((cause: unknown) => {
      broken = cause instanceof Error ? cause : new Error(String(cause))
    })
    throw surprise
  } finally {
    client.off('error', breaks)
    // A connection that could not even roll back is not used again.
    client.release(broken)
  }
}

async function inOurWords<T>(ask: () => PromiseLike<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw databaseError(error)
  }
}

async function isAnswering(pool: Pool): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(() => resolve(false), 1_000)
  const answer = pool.query('select 1').then(
    () => true,
    () => false,
  )
  try {
    return await Promise.race([answer, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
