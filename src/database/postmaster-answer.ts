import { Client } from 'pg'
import { errorCode } from '../lib/errors.ts'
import type { PostgresConnection } from './postgres-connection.ts'

/** Asks a server for a sign of life with our password, which also proves that it is ours. */
export async function askPostmaster(connection: PostgresConnection): Promise<PostmasterAnswer> {
  const client = new Client({
    ...connection,
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  })
  // Without a listener a connection that breaks later would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return 'ready'
  } catch (error) {
    return answerOf(error)
  } finally {
    client.end().catch(() => undefined)
  }
}

export type PostmasterAnswer =
  | 'ready'
  /** It lives and will answer: starting, recovering or stopping. */
  | 'busy'
  | 'silent'
  | 'wrong-password'

function answerOf(error: unknown): PostmasterAnswer {
  switch (errorCode(error)) {
    case '28P01':
    case '28000':
      return 'wrong-password'
    // Starting up, shutting down, in recovery; too many connections.
    case '57P03':
    case '53300':
      return 'busy'
    default:
      return 'silent'
  }
}
