import { afterEach, describe, expect, it } from 'vitest'
import { calls, createGate, createScriptedBrain, says } from '../fakes/scripted-brain.ts'
import { withAgent } from './agent-settings.ts'
import { openOffice, type Office } from './office.ts'
import { oneClock } from './one-clock.ts'

const hours = 'We open at nine and close at five.'
const message = {
  name: 'Ada Lovelace',
  phoneNumber: '+12025550123',
  reason: 'a leaking tap',
  urgency: 'normal',
}

let office: Office
afterEach(async () => {
  expect(office.carrier.violations).toEqual([])
  await office[Symbol.asyncDispose]()
})

/** An office that talks by requests and answers, on one clock with its carrier. */
async function open(channel: 'gather' | 'relay' = 'gather') {
  const brain = createScriptedBrain()
  const { clock, stores } = oneClock(withAgent({ channel }))
  office = await openOffice({ brain, clock, stores }, { clock })
  return brain
}

const channelsOf = (record: { events: readonly { kind: string; payload: unknown }[] }) =>
  record.events.filter(({ kind }) => kind === 'line-opened').map(({ payload }) => payload)

describe('a call by Gather', () => {
  it('is greeted, answered, acted for, and written down', async () => {
    const brain = await open()
    brain.willReply(
      says(hours),
      calls('take-message', message),
      says('I have written that down.'),
      calls('end-call', {}),
      says('Goodbye.'),
    )
    const caller = office.carrier.placeCall({ from: '+12025550123' })
    await caller.hears('You are speaking with an AI assistant')
    await caller.says('When are you open?')
    await caller.hears(hours)
    await caller.says('Please tell them that my tap is leaking')
    await caller.hears('I have written that down.')
    await caller.says('That is all')
    await caller.hears('Goodbye.')
    await caller.ended()

    const record = await office.callRecord(caller.callSid)
    expect(record).toMatchObject({
      status: 'completed',
      outcome: 'message-taken',
      channel: 'gather',
      flags: [],
    })
    expect(record.transcript.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['agent', expect.stringContaining('AI assistant')],
      ['caller', 'When are you open?'],
      ['agent', hours],
      ['caller', 'Please tell them that my tap is leaking'],
      ['agent', 'I have written that down.'],
      ['caller', 'That is all'],
      ['agent', 'Goodbye.'],
    ])
    expect(await office.tasks()).toMatchObject([{ type: 'message', name: 'Ada Lovelace' }])
  })

  it('takes keys, and asks again for what it could not understand', async () => {
    const brain = await open()
    brain.willReply(says('Thank you.'))
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.says('mumble', { confidence: 0.2 })
    await caller.hears('did not catch that')
    await caller.presses('2025550123#')
    await caller.hears('Thank you.')
    await caller.hangsUp()
    const { transcript } = await office.callRecord(caller.callSid)
    expect(
      transcript.filter(({ speaker }) => speaker === 'caller').map(({ text }) => text),
    ).toEqual(['2025550123'])
  })

  it('asks a silent caller twice, and then says goodbye', async () => {
    await open()
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.staysSilent(9_000)
    await caller.hears('Are you still there?')
    await caller.staysSilent(10_000)
    await caller.hears('take a message')
    await caller.staysSilent(15_000)
    await caller.hears('Goodbye')
    await caller.ended()
    expect(await office.callRecord(caller.callSid)).toMatchObject({
      status: 'completed',
      outcome: 'no-conversation',
    })
  })

  it('is covered by words while an answer takes long, and loses nothing of it', async () => {
    const brain = await open()
    const gate = createGate()
    brain.willReply([{ step: 'wait', gate }, ...says(hours)])
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    const saying = caller.says('When are you open?')
    await gate.reached
    await saying
    await caller.staysSilent(4_500)
    await caller.hears('One moment, please.')
    gate.open()
    await caller.staysSilent(1_000)
    await caller.hears(hours)
    await caller.hangsUp()
    const { transcript } = await office.callRecord(caller.callSid)
    expect(transcript.at(-1)?.text).toMatch(/^One moment, please\..*We open at nine/)
  })

  it('gets one answer where the carrier asks twice', async () => {
    const brain = await open()
    brain.willReply(says(hours), says('You are welcome.'))
    office.carrier.faults.add({ kind: 'webhook-duplicated', path: /webhooks/ })
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.says('When are you open?')
    await caller.hears(hours)
    await caller.says('Thank you')
    await caller.hears('You are welcome.')
    await caller.hangsUp()
    expect(brain.requests).toHaveLength(2)
    const { transcript } = await office.callRecord(caller.callSid)
    expect(transcript).toHaveLength(5)
  })
})

describe('a caller whose relay connection does not work', () => {
  it('talks on by Gather, and keeps all that was said', async () => {
    const brain = await open('relay')
    brain.willReply(says(hours), says('Yes, until five.'))
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.waitsForSilence()
    await caller.says('When are you open?')
    await caller.hears(hours)
    await caller.waitsForSilence()
    office.carrier.faults.add({ kind: 'relay-refused' })
    await caller.losesConnection()
    await caller.hears('I am here again')
    await caller.says('Until five?')
    await caller.hears('Yes, until five.')
    await caller.hangsUp()
    const record = await office.callRecord(caller.callSid)
    expect(channelsOf(record).at(0)).toEqual({ channel: 'relay' })
    expect(channelsOf(record).at(-1)).toEqual({ channel: 'gather' })
    expect(brain.requests.at(-1)?.transcript.map(({ speaker }) => speaker)).toContain('caller')
  })
})
