import { defaultAgent } from '../../src/agents/default-agent.ts'
import type { Database } from '../../src/database/database.ts'
import { silentLogger } from '../../src/lib/logger.ts'
import { createStores, type Stores } from '../../src/stores/stores.ts'
import { createTestDatabase, type PostgresEngine, type TestDatabase } from './test-database.ts'

/** Every store on an empty database of their own, which goes with them. */
export async function createPostgresStores(engine?: PostgresEngine): Promise<PostgresStores> {
  const test = await createTestDatabase(engine)
  return { ...postgresStoresOn(test.database), ...test }
}

export type PostgresStores = Stores & TestDatabase

/** Every store on a database that somebody else disposes of. */
export function postgresStoresOn(database: Database): Stores {
  const firstAgent = defaultAgent({ id: crypto.randomUUID(), timeZone: 'America/New_York' })
  return createStores({ database, log: silentLogger, firstAgent })
}
