import { afterEach, describe, expect, it } from 'vitest'
import {
  createFakeRealtimeServer,
  type FakeRealtimeServer,
} from '../../bench/fakes/realtime/fake-realtime-server.ts'
import { scriptedMind, type MindAnswer } from '../../bench/fakes/realtime/mind.ts'
import { everyCallEnded, readUntil } from './written-down.ts'
import { openSurvivalOffice, type SurvivalOffice } from './survival-office.ts'

let office: SurvivalOffice
let model: FakeRealtimeServer
afterEach(async () => {
  await office[Symbol.asyncDispose]()
  await model.close()
})

/** Sound takes the time that it takes: this caller is no faster than people are. */
const timeoutMs = 120_000

async function callerOf(answers: readonly (string | MindAnswer)[]) {
  model = await createFakeRealtimeServer({ mind: scriptedMind(answers) })
  office = await openSurvivalOffice({
    channel: 'media',
    carrier: { speed: 1 },
    variables: { OPENAI_REALTIME_URL: model.url },
  })
  const caller = office.carrier.placeCall({ from: '+12025550123' })
  await caller.hears('How can I help you?')
  return caller
}

describe('a caller in speech whose server is killed', { timeout: timeoutMs }, () => {
  it('in the middle of a sentence hears so at once, and the answer that was due', async () => {
    const caller = await callerOf([
      'We open at nine in the morning and close at five.',
      'As I said, we close at five.',
    ])
    await caller.says('When do you open?')
    await caller.hears('We open')
    await office.server.kill()
    await caller.hears('One moment')
    await caller.hears('As I said, we close at five.')
    await caller.hangsUp()
    expect(caller.heardSoFar().split('AI assistant').length).toBe(2)
    const { calls } = await readUntil(office.database.database, everyCallEnded)
    const said = JSON.stringify(calls[0])
    expect(said).toContain('When do you open?')
    expect(said).toContain('As I said, we close at five.')
    expect(office.server.deaths).toBe(1)
  })

  it('in the middle of their own words hears so within a second or two, and is heard again', async () => {
    const caller = await callerOf(['We open at nine.'])
    const saying = caller.says('I have a long story to tell.').catch(() => undefined)
    await expect.poll(() => model.sessions[0]?.heard).toContain('I have')
    await office.server.kill()
    await caller.hears('Please go on.')
    await saying
    expect(caller.heardSoFar()).toContain('One moment, please.')
    await caller.says('When do you open?')
    await caller.hears('We open at nine.')
    await caller.hangsUp()
    expect(caller.heardSoFar().split('AI assistant')).toHaveLength(2)
  })

  it('while a message is being written has it written once, and hears so', async () => {
    const message = { name: 'Dana Miller', reason: 'a leak under the sink', urgency: 'normal' }
    const takes = { tools: [{ name: 'take-message', arguments: message }] }
    const caller = await callerOf([takes, 'Your message is written down.', 'It is written down.'])
    office.server.ask({
      type: 'die-at',
      point: { from: { store: 'tasks', words: 'a leak under the sink' }, nth: 2 },
    })
    // The line may be gone before the silence after the words was heard.
    await caller.says('Dana Miller here. There is a leak under the sink.').catch(() => undefined)
    await caller.hears('One moment')
    await caller.hears('written down.')
    await caller.hangsUp()
    const { tasks } = await readUntil(office.database.database, everyCallEnded)
    expect(tasks.length).toBe(1)
    expect(office.server.deaths).toBe(1)
  })
})
