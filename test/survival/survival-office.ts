import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realClock } from '../../carrier/clock.ts'
import { createCarrier, type Carrier, type CarrierSettings } from '../../carrier/carrier.ts'
import { createTestDatabase, type TestDatabase } from '../set-up/test-database.ts'
import { openDatabaseDoor, type DatabaseDoor } from './database-door.ts'
import { startHeldServer, type HeldServer } from './held-server.ts'
import type { ServerOrders } from './server-orders.ts'

/** An installation whose server processes die: the carrier, the callers and the database go on. */
export interface SurvivalOffice extends AsyncDisposable {
  readonly carrier: Carrier
  readonly database: TestDatabase
  /** The servers' way to the database; tests have one of their own. */
  readonly door: DatabaseDoor
  /** The process that the carrier reaches. */
  readonly server: HeldServer
  readonly account: { readonly accountSid: string; readonly authToken: string }
  /** Another server on the same records, which the carrier reaches from now on, if it is told so. */
  openSecond(): Promise<HeldServer>
  /** Which server the carrier's requests go to. */
  reach(server: HeldServer): void
}

export const publicUrl = 'https://agent.example.com'
export const account = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'b'.repeat(32) }

export interface SurvivalSettings extends Partial<
  Pick<ServerOrders, 'brain' | 'channel' | 'losesEveryNthAnswer' | 'spoiled'>
> {
  readonly carrier?: Partial<CarrierSettings>
  /** What the environment of the servers says beyond the usual. */
  readonly variables?: Readonly<Record<string, string>>
}

export async function openSurvivalOffice(settings: SurvivalSettings = {}): Promise<SurvivalOffice> {
  const { carrier: carrierSettings, variables = {}, ...wanted } = settings
  const database = await createTestDatabase()
  const door = await openDatabaseDoor(database.address)
  const folder = await mkdtemp(join(tmpdir(), 'legacyai-survival-'))
  const addresses = { localUrl: 'http://127.0.0.1:1', publicUrl }
  const carrier = createCarrier({
    account,
    server: addresses,
    // Real time, since the server is a process of its own; people who speak fifty times as fast as people do.
    clock: realClock,
    speed: 50,
    patienceMs: 30_000,
    ...carrierSettings,
  })
  const carrierUrl = await carrier.listen()
  const servers: HeldServer[] = []

  async function open(name: string): Promise<HeldServer> {
    const server = await startHeldServer({
      brain: 'attentive',
      channel: 'relay',
      database: door.address,
      startedAt,
      ...wanted,
      variables: {
        APP_URL: publicUrl,
        DATA_DIR: join(folder, name),
        LOCAL_CARRIER_ACCOUNT_SID: account.accountSid,
        LOCAL_CARRIER_AUTH_TOKEN: account.authToken,
        LOCAL_CARRIER_URL: carrierUrl,
        ...variables,
      },
    })
    servers.push(server)
    return server
  }

  const startedAt = new Date().toISOString()
  const server = await open('first')
  addresses.localUrl = server.url
  return {
    account,
    carrier,
    database,
    door,
    server,
    openSecond: () => open('second'),
    reach: ({ url }) => void (addresses.localUrl = url),
    async [Symbol.asyncDispose]() {
      await carrier[Symbol.asyncDispose]()
      await Promise.all(servers.map((one) => one[Symbol.asyncDispose]()))
      await door[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
