import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import type { FakeRealtimeServer } from '../../bench/fakes/realtime/fake-realtime-server.ts'
import { createApp } from '../../src/app.ts'
import type { Brain } from '../../src/calls/brain.ts'
import type { Clock } from '../../src/lib/clock.ts'
import { readConfig } from '../../src/config/read-config.ts'
import { createOutstandingWork } from '../../src/lib/outstanding-work.ts'
import type { OpenStage } from '../../src/rehearsal/stage.ts'
import { watchedStores } from '../../src/stores/watched-stores.ts'
import { createTestDatabase } from '../set-up/test-database.ts'

export interface StageMinds {
  /** Absent: the receptionist answers. */
  readonly brain?: Brain
  /** A model that listens and speaks, on the clock of the stage. */
  readonly model?: (clock: Clock) => Promise<FakeRealtimeServer>
}

/** A stage on a test database. */
export function stageWith({ brain, model: openModel }: StageMinds = {}): OpenStage {
  return async ({ account, agent: firstAgent, clock, publicUrl }) => {
    const database = await createTestDatabase()
    const work = createOutstandingWork()
    const model = await openModel?.(clock)
    const dataDir = await mkdtemp(path.join(tmpdir(), 'ten-kinds-'))
    const config = readConfig(
      {
        DATA_DIR: dataDir,
        APP_URL: publicUrl,
        LOCAL_CARRIER_ACCOUNT_SID: account.accountSid,
        LOCAL_CARRIER_AUTH_TOKEN: account.authToken,
        LOCAL_CARRIER_URL: 'http://127.0.0.1:9',
        ...(model && { OPENAI_REALTIME_URL: model.url }),
      },
      { workingDirectory: '/nowhere' },
    )
    const app = await createApp(
      { config, databaseAddress: database.address, logger: pino({ level: 'silent' }) },
      {
        clock,
        firstAgent,
        stores: (stores) => watchedStores(stores, work),
        ...(brain && { brain }),
      },
    )
    await app.databaseCare.prepared
    await app.server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.server.address() as AddressInfo
    const { archive, doNotCall, tasks } = app.stores
    return {
      localUrl: `http://127.0.0.1:${port}`,
      brain: app.brain,
      archive,
      doNotCall,
      tasks,
      async settled() {
        await work.settled()
        await model?.settled()
      },
      async [Symbol.asyncDispose]() {
        await app[Symbol.asyncDispose]()
        await model?.close()
        await database[Symbol.asyncDispose]()
        await rm(dataDir, { recursive: true, force: true })
      },
    }
  }
}
