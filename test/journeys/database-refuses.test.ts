import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { CallDetail, Health } from '../../src/contract/index.ts'
import type { DatabaseAddress } from '../../src/database/database-address.ts'
import { createScriptedBrain, says } from '../fakes/scripted-brain.ts'
import { createTcpGate, type TcpGate } from '../fakes/tcp-gate.ts'
import { openOffice, type Office } from './office.ts'

const hours = 'We open at nine and close at five.'

let office: Office
let gate: TcpGate
afterEach(async () => {
  await gate.open().catch(() => undefined)
  await office[Symbol.asyncDispose]()
  await gate[Symbol.asyncDispose]()
})

/** The way to the same database over a gate that a test can close. */
async function throughGate(address: DatabaseAddress): Promise<DatabaseAddress> {
  if ('url' in address) {
    const url = new URL(address.url)
    gate = await createTcpGate({ host: url.hostname, port: Number(url.port || 5432) })
    url.hostname = '127.0.0.1'
    url.port = `${gate.port}`
    return { url: url.href }
  }
  gate = await createTcpGate({ path: path.join(address.host, `.s.PGSQL.${address.port}`) })
  return { ...address, host: '127.0.0.1', port: gate.port }
}

const questionsIn = ({ messages }: CallDetail) =>
  messages.filter(({ role }) => role === 'user').map(({ content }) => content)

describe('a PostgreSQL that refuses connections in the middle of calls', () => {
  it('is noticed by no caller, and has every word, once and in order, when it is back', async () => {
    const brain = createScriptedBrain({ whenOutOfScripts: says(hours) })
    office = await openOffice({ brain }, {}, throughGate)
    const talking = office.carrier.placeCall({ from: '+12025550101' })
    await talking.hears('How can I help you?')
    await talking.says('When are you open?')
    await talking.hears(hours)
    await talking.waitsForSilence()

    await gate.close()
    const callers = [talking, office.carrier.placeCall({ from: '+12025550102' })]
    await callers[1]?.hears('How can I help you?')
    for (const caller of callers) {
      await caller.waitsForSilence()
      await caller.says('And on Sundays?')
      await caller.hears(hours)
      await caller.waitsForSilence()
    }
    await expect
      .poll(async () => (await health()).reasons, { timeout: 10_000 })
      .toContain('2 calls are written to this machine until the database is back')
    await callers[1]?.hangsUp()

    await gate.open()
    await expect.poll(async () => (await health()).reasons, { timeout: 20_000 }).toEqual([])
    await talking.says('Thank you')
    await talking.hears(hours)
    await talking.hangsUp()
    const records = await Promise.all(callers.map(({ callSid }) => office.callRecord(callSid)))
    expect(records.map(questionsIn)).toEqual([
      ['When are you open?', 'And on Sundays?', 'Thank you'],
      ['And on Sundays?'],
    ])
    for (const record of records) {
      expect(record).toMatchObject({ status: 'completed', flags: [] })
      expect(record.events.map(({ seq }) => seq)).toEqual(record.events.map((_, at) => at + 1))
    }
  }, 60_000)
})

const health = () => fetch(`${office.url}/health`).then((reply) => reply.json() as Promise<Health>)
