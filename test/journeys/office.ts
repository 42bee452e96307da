import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { createCarrier, type Carrier, type CarrierSettings } from '../../carrier/carrier.ts'
import { createApp, type App, type AppFoundation, type AppOverrides } from '../../src/app.ts'
import type { CallDetail, Task } from '../../src/contract/index.ts'
import { readConfig } from '../../src/config/read-config.ts'
import type { DatabaseAddress } from '../../src/database/database-address.ts'
import { createTestDatabase } from '../set-up/test-database.ts'

/** A whole installation: the real server on a real database, and the local carrier that calls it. */
export interface Office extends AsyncDisposable {
  readonly app: App
  /** What another server of this installation is made of. */
  readonly foundation: AppFoundation
  readonly carrier: Carrier
  readonly url: string
  readonly account: { readonly accountSid: string; readonly authToken: string }
  /** What the API shows of a call. */
  callRecord(callSid: string): Promise<CallDetail>
  tasks(): Promise<readonly Task[]>
  get<T>(path: string): Promise<T>
}

const account = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'b'.repeat(32) }
export const publicUrl = 'https://agent.example.com'

export async function openOffice(
  overrides: AppOverrides = {},
  carrierSettings: Partial<CarrierSettings> = {},
  /** Where the server finds its database, when that is not where it is. */
  databaseThrough = async (address: DatabaseAddress) => address,
  /** What the server's environment says beyond what every office has. */
  environment: Readonly<Record<string, string>> = {},
): Promise<Office> {
  const database = await createTestDatabase()
  // The two know each other before either has a port: the carrier looks the server's up at each request.
  const server = { localUrl: '', publicUrl }
  const carrier = createCarrier({ account, server, ...carrierSettings })
  const dataDir = await mkdtemp(path.join(tmpdir(), 'office-'))
  const config = readConfig(
    {
      DATA_DIR: dataDir,
      APP_URL: publicUrl,
      LOCAL_CARRIER_ACCOUNT_SID: account.accountSid,
      LOCAL_CARRIER_AUTH_TOKEN: account.authToken,
      LOCAL_CARRIER_URL: await carrier.listen(),
      ...environment,
    },
    { workingDirectory: '/nowhere' },
  )
  const logger = pino({ level: 'silent' })
  const databaseAddress = await databaseThrough(database.address)
  const foundation = { config, databaseAddress, logger }
  const app = await createApp(foundation, { requestsPerMinute: 100_000, ...overrides })
  await app.databaseCare.prepared
  await app.server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  server.localUrl = url
  const { key } = await app.stores.access.createApiKey({ name: 'journey', now: new Date() })

  async function get<T>(route: string): Promise<T> {
    const reply = await fetch(url + route, { headers: { authorization: `Bearer ${key}` } })
    if (!reply.ok) throw new Error(`${route} answered ${reply.status}: ${await reply.text()}`)
    // The routes check what they send against the same schemas.
    return (await reply.json()) as T
  }

  return {
    app,
    foundation,
    carrier,
    url,
    account,
    get,
    callRecord: (callSid) => get(`/api/calls/${callSid}`),
    tasks: async () => (await get<{ items: Task[] }>('/api/tasks')).items,
    async [Symbol.asyncDispose]() {
      await carrier[Symbol.asyncDispose]()
      await app[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
