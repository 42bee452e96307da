import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newInstallationAgent } from '../agents/default-agent.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import {
  asOwner,
  createEmptyDatabase,
  createTestDatabase,
  databaseOn,
  dropDatabase,
  everyEngine,
} from '../../test/set-up/test-database.ts'
import { openTunnel, type TunnelManners } from '../../test/fakes/tunnel.ts'
import { openTwilioAccount, testAccount } from '../../test/fakes/twilio-rest.ts'
import { readConfig } from '../config/read-config.ts'
import { DoctorReport } from '../contract/doctor.ts'
import type { DatabaseAddress } from '../database/database-address.ts'
import { systemClock } from '../lib/clock.ts'
import { createDataFolderCheck } from './data-folder-check.ts'
import { createDatabaseCheck } from './database-check.ts'
import type { DoctorParts } from './doctor-parts.ts'
import { createDoctor } from './doctor.ts'
import { createLocalCarrierCheck } from './local-carrier-check.ts'
import { runCheck } from './run-check.ts'
import { createServerCheck } from './server-check.ts'

const phoneNumber = '+12025550100'
const withTwilio = {
  APP_URL: 'https://voice.example.com',
  TWILIO_ACCOUNT_SID: testAccount.accountSid,
  TWILIO_AUTH_TOKEN: testAccount.authToken,
  TWILIO_PHONE_NUMBER: phoneNumber,
}

let dataDir: string
beforeAll(async () => (dataDir = await mkdtemp(path.join(tmpdir(), 'doctor-'))))
afterAll(() => rm(dataDir, { recursive: true, force: true }))

/** A doctor for an installation of which nothing runs and nothing is reached. */
function doctorFor(environment: Record<string, string>, parts: Partial<DoctorParts> = {}) {
  const settings = { DATA_DIR: dataDir, ...environment }
  return createDoctor({
    config: readConfig(settings, { workingDirectory: dataDir }),
    clock: systemClock,
    agents: { forNumber: () => Promise.resolve(newInstallationAgent(crypto.randomUUID())) },
    databaseAddress: () => Promise.reject(new Error('it was not started')),
    rest: undefined,
    carrierUrl: undefined,
    fetch: () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })),
    ...parts,
  })
}

const checkIn = (report: DoctorReport | undefined, id: string) =>
  report?.checks.find((check) => check.id === id)

describe('the doctor', () => {
  it('has nothing against an installation where nothing is configured', async () => {
    await using database = await createTestDatabase()
    const databaseAddress = () => Promise.resolve(database.address)
    const report = await doctorFor({}, { databaseAddress }).examine()
    expect(DoctorReport.parse(report)).toEqual(report)
    const looked = report.checks.filter(({ state }) => state !== 'skipped')
    expect(looked.map(({ id, state }) => [id, state])).toEqual([
      ['settings', 'ok'],
      ['data-folder', 'ok'],
      ['database', 'ok'],
    ])
    expect(checkIn(report, 'twilio-account')?.summary).toContain('No Twilio account is configured')
    expect(checkIn(report, 'server')?.advice).toContain('npm start')
  })

  it('looks at everything of a Twilio account', async () => {
    await using twilio = await openTwilioAccount()
    const report = await doctorFor(withTwilio, { rest: twilio.rest }).examine()
    expect(report.checks.map(({ id, state }) => [id, state])).toEqual([
      ['settings', 'ok'],
      ['data-folder', 'ok'],
      ['database', 'failed'],
      ['server', 'skipped'],
      ['local-carrier', 'skipped'],
      ['models', 'skipped'],
      ['speech-model', 'skipped'],
      ['team', 'skipped'],
      ['twilio-account', 'ok'],
      ['phone-number', 'ok'],
      ['console-settings', 'skipped'],
      ['app-url', 'ok'],
      ['number-urls', 'failed'],
      ['reachability', 'failed'],
      ['unsigned-refused', 'skipped'],
      ['relay-socket', 'skipped'],
    ])
  })

  it('sets the addresses of the number when it is asked to, and reads them back', async () => {
    await using twilio = await openTwilioAccount()
    const doctor = doctorFor(withTwilio, { rest: twilio.rest })
    const before = checkIn(await doctor.examine(), 'number-urls')
    expect(before).toMatchObject({ state: 'failed', fix: { id: 'set-number-urls' } })
    const after = checkIn(await doctor.fix('set-number-urls'), 'number-urls')
    expect(after).toMatchObject({ state: 'ok', fix: null })
    expect(twilio.numbers[0]?.['voice_url']).toMatch(
      /^https:\/\/voice\.example\.com\/webhooks\/voice#rc=5/,
    )
  })

  it('says why it could not set them', async () => {
    await using twilio = await openTwilioAccount()
    twilio.refuseChanges({ status: 500, code: 20_500 })
    const report = await doctorFor(withTwilio, { rest: twilio.rest }).fix('set-number-urls')
    const { state, summary } = checkIn(report, 'number-urls') ?? {}
    expect(state).toBe('failed')
    expect(summary).toContain('The addresses were not set: Twilio has a problem of its own.')
  })

  it('knows no other fix', async () => {
    expect(await doctorFor({}).fix('paint-it-blue')).toBeUndefined()
    expect(await doctorFor({}).fix('constructor')).toBeUndefined()
  })

  it('gives those who ask at the same time the same report, and looks anew afterwards', async () => {
    const doctor = doctorFor({})
    const [one, other] = await Promise.all([doctor.examine(), doctor.examine()])
    expect(one).toBe(other)
    expect(await doctor.examine()).not.toBe(one)
  })

  it('reminds of a token that should be gone after a rotation', async () => {
    const environment = { ...withTwilio, TWILIO_AUTH_TOKEN_PREVIOUS: 'old' }
    const report = await doctorFor(environment).examine()
    expect(checkIn(report, 'settings')?.advice).toContain('TWILIO_AUTH_TOKEN_PREVIOUS')
  })
})

describe('a check', () => {
  const check = (run: () => Promise<never>) => ({ id: 'odd', title: 'Odd thing', run })

  it('that takes too long is given up after ten seconds', async () => {
    const clock = createManualClock()
    const running = runCheck(
      check(() => new Promise(() => undefined)),
      clock,
    )
    clock.advance(10_000)
    expect(await running).toMatchObject({ state: 'failed', title: 'Odd thing' })
  })

  it('that stumbles is a failure in words', async () => {
    const stumbles = check(() => Promise.reject(new Error('lost my stethoscope')))
    const { state, summary } = await runCheck(stumbles, systemClock)
    expect({ state, summary }).toEqual({
      state: 'failed',
      summary: 'This could not be checked: lost my stethoscope',
    })
  })
})

describe('the data folder', () => {
  it('can be written to, and nothing is left in it', async () => {
    expect((await createDataFolderCheck({ dataDir }).run()).state).not.toBe('failed')
  })

  it('that is a file is told with what to do', async () => {
    const file = path.join(dataDir, 'a-file')
    await writeFile(file, '')
    const { state, summary, advice } = await createDataFolderCheck({ dataDir: file }).run()
    expect(state).toBe('failed')
    expect(summary).toContain(`Nothing can be written to ${file}`)
    expect(advice).toContain('DATA_DIR')
  })
})

describe('the database', () => {
  const lookAt = (address: DatabaseAddress) =>
    createDatabaseCheck({ address: () => Promise.resolve(address), isOurOwn: true }).run()

  it('that is new has its tables made by the next start', async () => {
    const [engine] = everyEngine()
    if (!engine) throw new Error('No PostgreSQL was started')
    const name = await createEmptyDatabase(engine)
    const { state, summary, advice } = await lookAt(databaseOn(engine, name))
    await dropDatabase(engine, name)
    expect(state).toBe('warning')
    expect(summary).toMatch(/its tables are \d+ steps behind/)
    expect(advice).toContain('npm start')
  })

  it('that is one step behind says so', async () => {
    await using database = await createTestDatabase()
    const last = 'select max(name) from public.schema_migrations'
    await asOwner(database.address, `delete from public.schema_migrations where name = (${last})`)
    expect((await lookAt(database.address)).summary).toContain('its tables are 1 step behind')
  })

  it('of your own that is away is looked for in DATABASE_URL, whose password is not repeated', async () => {
    const url = 'postgres://ada:secret-password@127.0.0.1:9/x'
    const address = () => Promise.resolve({ url })
    const result = await createDatabaseCheck({ address, isOurOwn: false }).run()
    expect(result.state).toBe('failed')
    expect(result.advice).toContain('DATABASE_URL')
    expect(JSON.stringify(result)).not.toContain('secret-password')
  })
})

describe('the server and the local carrier', () => {
  async function answering(manners: TunnelManners) {
    const server = await openTunnel()
    server.manners = manners
    return server
  }
  const health = (status: string, ...reasons: string[]) =>
    JSON.stringify({
      status,
      reasons,
      agents: ['voice'],
      timestamp: new Date('2026-03-02T15:00:00Z').toISOString(),
    })

  it.each([
    [200, health('healthy'), 'ok'],
    [200, health('degraded', 'The database does not answer'), 'warning'],
    [503, health('down', 'No phone carrier is connected'), 'failed'],
    [200, '<html>Another program</html>', 'failed'],
    [200, '{"status":"fine"}', 'failed'],
  ])('answering %i %s are taken as %s', async (status, body, state) => {
    await using server = await answering({ answer: { status, body } })
    const check = createServerCheck({ clock: systemClock, fetch, localUrl: server.url })
    expect((await check.run()).state).toBe(state)
  })

  it('are told apart: a carrier that is gone is one that has to be started again', async () => {
    const carrier = await answering({ answer: { status: 404 } })
    const check = createLocalCarrierCheck({ clock: systemClock, fetch, url: carrier.url })
    expect((await check.run()).state).toBe('ok')
    await carrier[Symbol.asyncDispose]()
    const { state, advice } = await check.run()
    expect(state).toBe('failed')
    expect(advice).toContain('npm start')
  })
})
