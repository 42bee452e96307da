import { afterEach, describe, expect, it } from 'vitest'
import {
  createFakeRealtimeServer,
  type FakeRealtimeServer,
} from '../../bench/fakes/realtime/fake-realtime-server.ts'
import { scriptedMind } from '../../bench/fakes/realtime/mind.ts'
import { openSurvivalOffice, type SurvivalOffice } from './survival-office.ts'
import { everyCallEnded, readUntil } from './written-down.ts'

let office: SurvivalOffice
let model: FakeRealtimeServer
afterEach(async () => {
  await office[Symbol.asyncDispose]()
  await model.close()
})

const hours = 'We open at nine and close at five.'

/** Sound takes the time that it takes. */
const timeoutMs = 90_000

async function open(): Promise<void> {
  model = await createFakeRealtimeServer({ mind: scriptedMind([hours, 'Yes, I am.']) })
  office = await openSurvivalOffice({
    channel: 'media',
    carrier: { speed: 1 },
    variables: { OPENAI_REALTIME_URL: model.url },
  })
}

async function callerWhoHears(words: string) {
  const caller = office.carrier.placeCall({ from: '+12025550123' })
  await caller.hears('How can I help you?')
  await caller.says('When do you open?')
  await caller.hears(words)
  return caller
}

describe('a caller in speech whose server is told to stop', { timeout: timeoutMs }, () => {
  it('hears the sentence to its end, and goes on with another server that knows what was said', async () => {
    await open()
    const other = await office.openSecond()
    const caller = await callerWhoHears('We open')
    office.server.isLast = true
    office.reach(other)
    office.server.stop()
    await caller.hears('One moment, please.')
    await caller.says('Are you there?')
    await caller.hears('Yes, I am.')
    await caller.hangsUp()
    expect(caller.heardSoFar()).toContain(hours)
    expect(caller.heardSoFar().split('AI assistant')).toHaveLength(2)
    expect(JSON.stringify(model.sessions.at(-1)?.items)).toContain('When do you open?')
  })

  it('hears the sentence to its end and why the call ends, and is called back, where there is no other', async () => {
    await open()
    const caller = await callerWhoHears('We open')
    office.server.stop()
    await caller.ended()
    expect(caller.heardSoFar()).toContain(hours)
    expect(caller.heardSoFar()).toContain('has to stop for a moment')
    const { tasks } = await readUntil(office.database.database, everyCallEnded)
    expect(tasks).toMatchObject([{ type: 'callback' }])
  })
})
