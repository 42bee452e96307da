import { randomUUID } from 'node:crypto'
import { newInstallationAgent } from '../agents/default-agent.ts'
import { readConfig } from '../config/read-config.ts'
import { withDotEnv } from '../config/dotenv.ts'
import type { Config } from '../config/config.ts'
import { createDatabase } from '../database/database.ts'
import { locateDatabase } from '../database/locate-database.ts'
import { migrate } from '../database/migrate.ts'
import { silentLogger } from '../lib/logger.ts'
import { createStores, type Stores } from '../stores/stores.ts'

/** The configuration of the folder in which a command runs. */
export function readOwnConfig(): Config {
  const folder = process.cwd()
  return readConfig(withDotEnv(process.env, folder), { workingDirectory: folder })
}

/** Does one piece of work on the migrated database of this installation, also while the server runs. */
export async function withDatabase<T>(
  work: (parts: { config: Config; stores: Stores; migrations: readonly string[] }) => Promise<T>,
): Promise<T> {
  const config = readOwnConfig()
  await using located = await locateDatabase({ ...config, log: silentLogger })
  const { address } = located
  const migrations = await migrate({ address })
  const database = createDatabase({ address, log: silentLogger, connections: 1 })
  const firstAgent = newInstallationAgent(randomUUID())
  const stores = createStores({ database, log: silentLogger, firstAgent })
  try {
    return await work({
      config,
      stores,
      migrations,
    })
  } finally {
    await database.close()
  }
}
