import { afterEach, describe, expect, it } from 'vitest'
import { scriptedMind } from '../../bench/fakes/realtime/mind.ts'
import { openSpeakingOffice, type SpeakingOffice } from './speaking-office.ts'

let office: SpeakingOffice
afterEach(() => office[Symbol.asyncDispose]())

const hours = 'We open at nine in the morning.'
const closing = 'We close at five.'
const greeting = 'How can I help you?'

async function open() {
  office = await openSpeakingOffice({ model: { mind: scriptedMind([hours, closing]) } })
  return office.carrier.faults
}

const record = async (callSid: string) => office.callRecord(callSid)

describe('a stream of sound', () => {
  it('that the carrier cannot open is tried again, and the caller hears why', async () => {
    const faults = await open()
    faults.add({ kind: 'stream-refused', nth: 1 })
    const caller = office.carrier.placeCall()
    await caller.hears(greeting)
    await caller.hears('One moment')
    await caller.says('When do you open?')
    await caller.hears(hours)
    await caller.hangsUp()
    const { events } = await record(caller.callSid)
    expect(events.filter(({ kind }) => kind === 'line-lost')).toHaveLength(1)
  })

  it('that is never opened leaves the caller in words, and not alone', async () => {
    const faults = await open()
    faults.add({ kind: 'stream-refused' })
    const caller = office.carrier.placeCall()
    await caller.hears(greeting)
    await caller.says('When do you open?')
    await caller.hears('We are open')
    const { events } = await record(caller.callSid)
    expect(events.some(({ kind }) => kind === 'channel-changed')).toBe(true)
  })

  it('on which nothing comes any more is noticed, and the carrier is asked to bring the caller back', async () => {
    const faults = await open()
    const caller = office.carrier.placeCall()
    await caller.hears(greeting)
    await caller.says('When do you open?')
    await caller.hears(hours)
    faults.add({ kind: 'stream-stalled', at: 'frame-sent', nth: 1 })
    await office.clock.advance(5_000)
    await caller.hears('here again')
    await caller.says('And when do you close?')
    await caller.hears(closing)
    await caller.hangsUp()
    expect(caller.heardSoFar().split('AI assistant')).toHaveLength(2)
    // The carrier’s own orders for a broken stream were never reached.
    expect(caller.heardSoFar()).not.toContain('One moment')
  })

  it('that bunches the caller’s sound is heard as one that does not', async () => {
    const faults = await open()
    faults.add({ kind: 'frames-bunched', frames: 10 })
    const caller = office.carrier.placeCall()
    await caller.hears(greeting)
    await caller.says('When do you open?')
    await caller.hears(hours)
    expect(office.model.sessions.map(({ heard }) => heard).join('')).toBe('When do you open?')
    expect(office.model.violations).toEqual([])
  })

  it('that loses some of the caller’s sound keeps the time, and the loss is counted', async () => {
    const faults = await open()
    const caller = office.carrier.placeCall()
    await caller.hears(greeting)
    faults.add({ kind: 'frame-lost', nth: 3 })
    await caller.says('When do you open?')
    await caller.hears(hours)
    expect(office.app.counters.read()['sound-lost-ms']).toBe(20)
  })
})

describe('the end of a call in sound', () => {
  it('comes also where the carrier cannot be asked to leave the stream', async () => {
    office = await openSpeakingOffice({
      model: {
        mind: scriptedMind([{ tools: [{ name: 'end-call', arguments: {} }] }, 'Goodbye.']),
      },
    })
    office.carrier.faults.add({ kind: 'rest-refused', status: 503 })
    const caller = office.carrier.placeCall()
    await caller.hears(greeting)
    await caller.says('That is all.')
    await caller.hears('Goodbye.')
    await caller.ended()
    const { outcome, status } = await record(caller.callSid)
    expect({ outcome, status }).toEqual({ outcome: 'talked', status: 'completed' })
  })
})
