import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Caller } from '../../carrier/caller/caller.ts'
import { calls, createScriptedBrain, says, type ScriptedBrain } from '../fakes/scripted-brain.ts'
import { openOffice, type Office } from './office.ts'

const hours = 'We open at nine and close at five.'
const message = {
  name: 'Ada Lovelace',
  phoneNumber: '+12025550123',
  reason: 'a leaking tap',
  urgency: 'normal',
}

let brain: ScriptedBrain
let office: Office
beforeEach(async () => {
  brain = createScriptedBrain()
  office = await openOffice({ brain })
})
afterEach(async () => {
  expect(office.carrier.violations).toEqual([])
  await office[Symbol.asyncDispose]()
})

describe('a call through the carrier', () => {
  it('is greeted, answered, and written down as it was heard', async () => {
    brain.willReply(says('We open at nine ', 'and close at five.'))
    const caller = office.carrier.placeCall()
    await caller.hears('You are speaking with an AI assistant')
    await caller.waitsForSilence()
    await caller.says('When are you open?')
    await caller.hears(hours)
    await caller.waitsForSilence()
    await caller.hangsUp()

    const record = await office.callRecord(caller.callSid)
    expect(record).toMatchObject({ status: 'completed', outcome: 'talked', flags: [] })
    expect(record.transcript.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['agent', expect.stringContaining('AI assistant')],
      ['caller', 'When are you open?'],
      ['agent', hours],
    ])
    expect(record.events.map(({ kind }) => kind)).toContain('notice-heard')
    expect(record.latency).toMatchObject([
      { turn: 1, firstWordSentMs: expect.any(Number) as number },
    ])
  })

  it('keeps only what the caller heard when the agent is interrupted', async () => {
    brain.willReply(says(hours), says('On Mondays too.'))
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.waitsForSilence()
    await caller.says('When are you open?')
    await caller.interruptsAfter('We open at nine', 'On Mondays?')
    await caller.hears('On Mondays too.')
    await caller.waitsForSilence()
    await caller.hangsUp()

    const { transcript } = await office.callRecord(caller.callSid)
    expect(transcript[2]).toMatchObject({ interrupted: true, planned: hours })
    expect(transcript[2]?.text.startsWith('We open at nine')).toBe(true)
    expect(transcript[2]?.text).not.toContain('close at five')
  })

  it('is not confused by a carrier that reports cut words late', async () => {
    const quirks = { tokensPlayedAfterInterrupt: true }
    await using quirky = await openOffice({ brain }, { quirks })
    brain.willReply(says(hours), says('On Mondays too.'))
    const caller = quirky.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.waitsForSilence()
    await caller.says('When are you open?')
    await caller.interruptsAfter('We open at nine', 'On Mondays?')
    await caller.hears('On Mondays too.')
    await caller.waitsForSilence()
    await caller.hangsUp()
    const { transcript } = await quirky.callRecord(caller.callSid)
    expect(transcript.at(-1)).toMatchObject({ text: 'On Mondays too.', interrupted: false })
    expect(quirky.carrier.violations).toEqual([])
  })

  it('leaves one finished record, whenever the caller hangs up', async () => {
    brain.willReply(says(hours), says(hours), says(hours))
    const hangUpAt = [
      async () => undefined,
      (caller: Caller) => caller.answered(),
      (caller: Caller) => caller.startsHearing('You are speaking'),
      (caller: Caller) => caller.hears('How can I help you?'),
      async (caller: Caller) => {
        await caller.waitsForSilence()
        await caller.says('When are you open?')
      },
      async (caller: Caller) => {
        await caller.waitsForSilence()
        await caller.says('When are you open?')
        await caller.hears('We open')
      },
    ]
    for (const step of hangUpAt) {
      const caller = office.carrier.placeCall()
      await step(caller)
      await caller.hangsUp()
    }
    const { items } = await office.get<{ items: { status: string }[] }>('/api/calls')
    // Whoever hangs up before the first word was not answered, as carriers count.
    const [first, ...others] = items.map(({ status }) => status).toReversed()
    expect(first).toBe('no-answer')
    expect(new Set(others)).toEqual(new Set(['completed']))
  })

  it('acts once, shows the receipt, and leaves a task', async () => {
    brain.willReply(calls('take-message', message), says('I have written that down.'))
    const caller = office.carrier.placeCall({ from: '+12025550123' })
    await caller.hears('How can I help you?')
    await caller.says('Please tell them that my tap is leaking')
    await caller.hears('I have written that down.')
    await caller.hangsUp()

    const record = await office.callRecord(caller.callSid)
    expect(record).toMatchObject({ outcome: 'message-taken', flags: [] })
    expect(record.tools).toMatchObject([
      { tool: 'take-message', receipt: { kind: 'message-taken' }, refusal: null },
    ])
    expect(await office.tasks()).toMatchObject([
      { type: 'message', name: 'Ada Lovelace', reason: 'a leaking tap', status: 'pending' },
    ])
  })

  it('ends when the agent ends it, after its goodbye was heard', async () => {
    brain.willReply(calls('end-call', {}), says('Goodbye, and thank you for calling.'))
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.waitsForSilence()
    await caller.says('That is all')
    await caller.hears('Goodbye, and thank you for calling.')
    await caller.ended()
    expect(await office.callRecord(caller.callSid)).toMatchObject({ status: 'completed' })
  })

  it('goes on with all that was said when its connection breaks', async () => {
    brain.willReply(says(hours), says('On Mondays too.'))
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.waitsForSilence()
    await caller.says('When are you open?')
    await caller.hears(hours)
    await caller.losesConnection()
    await caller.hears('we were cut off for a moment')
    await caller.waitsForSilence()
    await caller.says('On Mondays too?')
    await caller.hears('On Mondays too.')
    await caller.hangsUp()
    const texts = brain.requests.at(-1)?.transcript.map((turn) => 'text' in turn && turn.text)
    expect(texts).toEqual(expect.arrayContaining(['When are you open?', 'On Mondays too?']))
    const record = await office.callRecord(caller.callSid)
    expect(record).toMatchObject({ status: 'completed', outcome: 'talked' })
    expect(record.events.map(({ kind }) => kind)).toContain('line-lost')
  })

  it('knows the caller the next time', async () => {
    const first = office.carrier.placeCall({ from: '+12025550123' })
    await first.hears('How can I help you?')
    await first.hangsUp()
    const second = office.carrier.placeCall({ from: '+12025550123' })
    await second.hears('How can I help you?')
    await second.hangsUp()
    const { items } = await office.get<{ items: { phoneNumber: string; calls: number }[] }>(
      '/api/customers',
    )
    expect(items).toMatchObject([{ phoneNumber: '+12025550123', calls: 2 }])
  })
})
