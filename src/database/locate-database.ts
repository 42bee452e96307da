import type { Logger } from '../lib/logger.ts'
import type { DatabaseAddress } from './database-address.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

export interface LocatedDatabase extends AsyncDisposable {
  readonly address: DatabaseAddress
}

/**
 * The database to work on: the one of the URL, or else the PostgreSQL that we bring along, which runs as
 * long as what is returned is not disposed of.
 * @throws {EmbeddedPostgresUnavailable} saying in words why ours cannot run here.
 */
export async function locateDatabase({
  databaseUrl,
  dataDir,
  log,
}: {
  databaseUrl: string | undefined
  dataDir: string
  log: Logger
}): Promise<LocatedDatabase> {
  if (databaseUrl !== undefined) {
    return { address: { url: databaseUrl }, [Symbol.asyncDispose]: () => Promise.resolve() }
  }
  const embedded = await startEmbeddedPostgres({ dataDir, log })
  return {
    address: embedded.connection,
    [Symbol.asyncDispose]: () => embedded[Symbol.asyncDispose](),
  }
}
