import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { createApp } from '../app.ts'
import type { Config } from '../config/config.ts'
import { connectionSettings, type DatabaseAddress } from '../database/database-address.ts'
import { locateDatabase } from '../database/locate-database.ts'
import { migrate } from '../database/migrate.ts'
import { silentLogger } from '../lib/logger.ts'
import { createOutstandingWork } from '../lib/outstanding-work.ts'
import type { OpenStage } from '../rehearsal/stage.ts'
import { watchedStores } from '../stores/watched-stores.ts'
import { createLogger } from '../telemetry/logger.ts'

export interface RehearsalStages extends AsyncDisposable {
  readonly openStage: OpenStage
}

/**
 * Stages for a rehearsal: each call on a server of its own with empty records. They live in a temporary
 * folder, on a PostgreSQL of their own, so that nothing of it touches the records of the business.
 */
export async function createRehearsalStages(config: Config): Promise<RehearsalStages> {
  const folder = await mkdtemp(path.join(tmpdir(), 'legacyai-rehearsal-'))
  const located = await locateDatabase({
    databaseUrl: undefined,
    dataDir: folder,
    log: silentLogger,
  })
  const { address } = located
  await migrate({ address })
  let stages = 0

  const openStage: OpenStage = async ({ account, agent, clock, publicUrl }) => {
    stages += 1
    const work = createOutstandingWork()
    const database = `rehearsal_${stages}`
    await createDatabase(address, database)
    const app = await createApp(
      {
        config: {
          ...config,
          // Calls that are kept there, and who answered last, are the business's.
          dataDir: path.join(folder, `stage-${stages}`),
          appUrl: publicUrl,
          socketUrl: undefined,
          twilio: undefined,
          // Calls come in only: nobody is rung but through the caller's own call.
          localCarrier: { ...account, url: 'http://127.0.0.1:9' },
        },
        databaseAddress: { ...address, database },
        logger: createLogger({ level: 'error' }),
      },
      { clock, firstAgent: agent, stores: (stores) => watchedStores(stores, work) },
    )
    await app.databaseCare.prepared
    await app.server.listen({ host: '127.0.0.1', port: 0 })
    // What an open server on a port has.
    const { port } = app.server.server.address() as AddressInfo
    const { archive, doNotCall, tasks } = app.stores
    return {
      localUrl: `http://127.0.0.1:${port}`,
      brain: app.brain,
      archive,
      doNotCall,
      tasks,
      settled: () => work.settled(),
      [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
    }
  }

  return {
    openStage,
    async [Symbol.asyncDispose]() {
      await located[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The migrated database is the template: it has everything but records. */
async function createDatabase(address: DatabaseAddress, name: string): Promise<void> {
  const administrator = new Client({ ...connectionSettings(address), database: 'template1' })
  await administrator.connect()
  try {
    const template = connectionSettings(address).database ?? 'postgres'
    await administrator.query(`create database ${name} template ${template}`)
  } finally {
    await administrator.end()
  }
}
