import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCarrier, type Carrier } from '../carrier/carrier.ts'
import { createApp } from '../src/app.ts'
import { readConfig } from '../src/config/read-config.ts'
import type { DoctorReport } from '../src/contract/doctor.ts'
import { rightUrls } from '../src/doctor/number-urls.ts'
import { openCarrierDoor } from './fakes/carrier-door.ts'
import { openTunnel } from './fakes/tunnel.ts'
import { newInstallation, type Installation } from './processes/installation.ts'
import { createTestDatabase, type TestDatabase } from './set-up/test-database.ts'

const account = { accountSid: `AC${'c'.repeat(32)}`, authToken: 'd'.repeat(32) }
const phoneNumber = '+15550100000'

let installation: Installation
let database: TestDatabase
/** Plays Twilio, whose REST API it has. */
let twilio: Carrier
let apiBaseUrl: string
beforeEach(async () => {
  installation = await newInstallation()
  database = await createTestDatabase()
  const server = { localUrl: 'http://127.0.0.1:9', publicUrl: 'https://before.example.com' }
  twilio = createCarrier({ account, server, number: phoneNumber })
  apiBaseUrl = await twilio.listen()
})
afterEach(async () => {
  await twilio[Symbol.asyncDispose]()
  await installation[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

/** What `npm run doctor` runs, and what it prints: the words of a row without its line ends. */
async function doctor(args: readonly string[], environment: Record<string, string> = {}) {
  const command = installation.run(['src/commands/doctor.ts', ...args], {
    DATABASE_URL: urlOf(database),
    ...environment,
  })
  const status = await command.exitStatus
  return { status, printed: command.said.out.replaceAll(/\s+/g, ' '), errors: command.said.err }
}

function urlOf({ address }: TestDatabase): string {
  if ('url' in address) return address.url
  const { host, user, password, port, database: name } = address
  const place = new URLSearchParams({ host, port: `${port}` }).toString()
  return `postgres://${user}:${encodeURIComponent(password)}@localhost/${name}?${place}`
}

const withTwilio = (appUrl: string) => ({
  APP_URL: appUrl,
  TWILIO_ACCOUNT_SID: account.accountSid,
  TWILIO_AUTH_TOKEN: account.authToken,
  TWILIO_PHONE_NUMBER: phoneNumber,
  TWILIO_API_BASE_URL: apiBaseUrl,
})

// Each starts the program once or twice, which takes its time on a busy machine.
describe('npm run doctor', { timeout: 90_000 }, () => {
  it('is content where nothing is configured and nothing runs', async () => {
    const { status, printed } = await doctor([])
    expect(printed).toContain('Everything that is configured works.')
    expect(printed).toContain('ok Database Your PostgreSQL answers and is up to date')
    expect(printed).toContain('The server does not run at the moment. → Start it with: npm start')
    expect(status).toBe(0)
  })

  it('takes the way of a call: through the tunnel to the server, as Twilio signs', async () => {
    await using tunnel = await openTunnel()
    await using server = await openCarrierDoor({
      appUrl: tunnel.url,
      account: { accountSid: account.accountSid, authTokens: [account.authToken] },
      port: installation.port,
    })
    tunnel.leadsTo(server.port)
    const { status, printed } = await doctor([], withTwilio(tunnel.url))
    expect(printed).toContain('The Twilio account Local carrier works.')
    expect(printed).toContain(`${phoneNumber} belongs to the account and can be called.`)
    expect(printed).toContain(`Requests to ${tunnel.url} reach this server`)
    expect(printed).toContain('Requests that Twilio has not signed are refused.')
    expect(printed).toContain('/twilio/relay opens.')
    // A tunnel of this machine is none for Twilio, and the doctor is not taken in by it.
    expect(printed).toContain(`where ${tunnel.url} leads nowhere`)
    expect(status).toBe(1)
  })

  it('says that calls go elsewhere, and sends them here when it is asked to', async () => {
    const environment = withTwilio('https://voice.example.com')
    const before = await doctor([], environment)
    expect(before.printed).toContain('is https://before.example.com/webhooks/voice.')
    expect(before.printed).toContain('Some of it can be mended by: npm run doctor -- --fix')
    const after = await doctor(['--fix'], environment)
    const asked = `Twilio asks https://voice.example.com/webhooks/voice when ${phoneNumber} is called.`
    expect(after.printed).toContain(asked)
    // The server that would answer the calls does not run.
    expect(after.printed).toContain('The server does not run on this machine')
    expect(after.status).toBe(1)
  })

  it('with a wrong token says so once, and not for everything that follows from it', async () => {
    const environment = { ...withTwilio('https://voice.example.com'), TWILIO_AUTH_TOKEN: 'wrong' }
    const { status, printed } = await doctor([], environment)
    expect(printed.match(/do not belong together/g)).toHaveLength(1)
    expect(printed).toContain('Phone number and 1 more Of no use before the Twilio account works.')
    expect(status).toBe(1)
  })

  it('looks at the rest also where there is no database', async () => {
    const { status, printed } = await doctor([], { DATABASE_URL: 'postgres://a:b@127.0.0.1:9/x' })
    expect(printed).toContain('FAILED Database Your PostgreSQL cannot be used')
    expect(printed).toContain('ok Data folder')
    expect(status).toBe(1)
  })

  it('refuses what it does not understand', async () => {
    const { status, printed, errors } = await doctor(['--repair'])
    expect([status, printed]).toEqual([2, ''])
    expect(errors).toContain('Usage: npm run doctor')
  })
})

describe('GET /api/doctor', () => {
  it('looks at the running server from outside, through the tunnel, and finds every door', async () => {
    await using tunnel = await openTunnel()
    const config = readConfig(
      { PORT: `${installation.port}`, DATA_DIR: installation.dataDir, ...withTwilio(tunnel.url) },
      { workingDirectory: installation.dataDir },
    )
    const logger = pino({ level: 'silent' })
    await using app = await createApp({ config, databaseAddress: database.address, logger })
    await app.databaseCare.prepared
    await app.server.listen({ host: config.host, port: config.port })
    tunnel.leadsTo(config.port)
    const { key } = await app.stores.access.createApiKey({ name: 'doctor', now: new Date() })
    const reply = await app.server.inject({
      url: '/api/doctor',
      headers: { authorization: `Bearer ${key}` },
    })
    const { checks } = reply.json<DoctorReport>()
    expect(Object.fromEntries(checks.map(({ id, state }) => [id, state]))).toMatchObject({
      database: 'ok',
      server: 'ok',
      'twilio-account': 'ok',
      'phone-number': 'ok',
      reachability: 'ok',
      'unsigned-refused': 'ok',
      'relay-socket': 'ok',
      // The tunnel is one of this machine.
      'app-url': 'failed',
    })
    for (const url of Object.values(rightUrls(tunnel.url))) {
      const unsigned = await fetch(url, { method: 'POST', body: new URLSearchParams({ a: 'b' }) })
      expect([url, unsigned.status]).toEqual([url, 403])
    }
    expect(app.counters.read()).not.toHaveProperty('strange-frames-relay')
  })
})
