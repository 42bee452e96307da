import { afterEach, describe, expect, it } from 'vitest'
import type { Caller } from '../../carrier/caller/caller.ts'
import type { Stores } from '../../src/stores/stores.ts'
import { createModelFake, type ModelFake } from '../fakes/model-brain.ts'
import { calls, createGate, fails, says, type BrainScript } from '../fakes/scripted-brain.ts'
import { BrainFailed } from '../../src/calls/brain-failed.ts'
import { openOffice, type Office } from './office.ts'
import { oneClock } from './one-clock.ts'

const down = fails('overloaded (529)')
const never: BrainScript = [{ step: 'wait', gate: createGate() }]
const hours = 'We open at nine and close at five.'

let office: Office
let advance: (ms: number) => Promise<void>
afterEach(async () => {
  expect(office.carrier.violations).toEqual([])
  await office[Symbol.asyncDispose]()
})

/** An office whose calls are answered by Claude and OpenAI as the scripts say, with the receptionist behind. */
async function open(
  { claude, openai }: { claude: BrainScript; openai: BrainScript },
  more: { stores?: (stores: Stores) => Stores } = {},
) {
  const models = {
    claude: createModelFake('claude', { whenOutOfScripts: claude }),
    openai: createModelFake('openai', { whenOutOfScripts: openai }),
  }
  const { clock, stores } = oneClock(more)
  advance = (ms) => clock.advance(ms)
  office = await openOffice({ models: [models.claude, models.openai], clock, stores }, { clock })
  return models
}

async function calling(from = '+12025550123'): Promise<Caller> {
  const caller = office.carrier.placeCall({ from })
  await caller.hears('How can I help you?')
  await caller.waitsForSilence()
  return caller
}

async function eventsOf({ callSid }: Caller) {
  const { events, transcript } = await office.callRecord(callSid)
  const of = (wanted: string) => events.filter(({ kind }) => kind === wanted)
  return { of, transcript }
}

const asked = ({ script }: ModelFake) => script.requests.length

describe('a caller whose model', () => {
  it('drops in the middle of an answer hears the other go on, and is answered once', async () => {
    await open({
      claude: [...says('We open at nine '), ...down],
      openai: says('and close at five.'),
    })
    const caller = await calling()
    await caller.says('When are you open?')
    await caller.hears(hours)
    await caller.waitsForSilence()
    await caller.hangsUp()
    const { of, transcript } = await eventsOf(caller)
    expect(transcript.slice(1).map(({ text }) => text)).toEqual(['When are you open?', hours])
    expect(of('brain-switched')).toMatchObject([
      { payload: { from: 'claude', to: 'openai', reason: 'error', detail: 'overloaded (529)' } },
    ])
    expect(of('agent-planned')).toMatchObject([{ payload: { brain: 'openai' } }])
  })

  it('takes eight seconds to a word hears a filler, then the other, and waits no second time', async () => {
    const { claude } = await open({ claude: never, openai: says(hours) })
    const caller = await calling()
    await caller.says('When are you open?')
    await advance(700)
    await caller.hears('One moment, please.')
    await advance(500)
    await caller.hears(hours)
    await caller.waitsForSilence()
    await caller.says('Really?')
    await caller.hears(hours)
    await caller.hangsUp()
    expect(asked(claude)).toBe(1)
    const { of } = await eventsOf(caller)
    expect(of('brain-switched')).toMatchObject([
      { payload: { reason: 'too-slow' } },
      { payload: { reason: 'resting' } },
    ])
  })

  it('is down for half an hour is not kept waiting by it, but for the first of them', async () => {
    const { claude, openai } = await open({ claude: down, openai: says(hours) })
    claude.checkFailsWith(new BrainFailed('overloaded (529)'))
    for (let call = 0; call < 6; call += 1) {
      const caller = await calling(`+1202555010${call}`)
      await caller.says('When are you open?')
      await caller.hears(hours)
      await caller.hangsUp()
      await advance(300_000)
    }
    expect([asked(claude), asked(openai)]).toEqual([1, 6])
    expect(claude.checks).toBeGreaterThan(6)
    const health = await office.get<{ reasons: string[] }>('/health')
    expect(health.reasons).toContain(
      'The brain claude rests: overloaded (529); openai answers meanwhile',
    )
  })

  it('and its substitute are both down still leaves name, number, reason and time', async () => {
    await open({ claude: down, openai: down })
    const caller = await calling('+12025550177')
    await caller.says('Please call me back tomorrow at ten about my invoice')
    await caller.hears('name')
    await caller.waitsForSilence()
    await caller.says('Grace Hopper')
    await caller.hears('the best number to reach you')
    await caller.waitsForSilence()
    await caller.says('yes')
    await caller.hears('Your call back is scheduled')
    await caller.waitsForSilence()
    await caller.hangsUp()
    expect(await office.tasks()).toMatchObject([
      { type: 'callback', name: 'Grace Hopper', phoneNumber: '+12025550177' },
    ])
    const { of } = await eventsOf(caller)
    expect(of('agent-planned').at(-1)).toMatchObject({ payload: { brain: 'receptionist' } })
    expect((await office.callRecord(caller.callSid)).flags).toEqual([])
  })
})

describe('a model that cannot use its tools', () => {
  it('has no effect, and has to ask the caller', async () => {
    const { claude } = await open({ claude: says('What is it about?'), openai: down })
    claude.script.willReply(calls('take-message', '{"reason": "a le', 'one'), [
      ...calls('rob-the-bank', {}, 'two'),
      ...calls('take-message', null, 'three'),
    ])
    const caller = await calling()
    await caller.says('Please tell them something')
    await caller.hears('What is it about?')
    await caller.hangsUp()
    expect(claude.script.requests.map(({ tools }) => tools.length > 0)).toEqual([true, true, false])
    expect(await office.tasks()).toEqual([])
    const { of } = await eventsOf(caller)
    expect(of('tool-done').map(({ payload }) => payload)).toMatchObject([
      { result: { reason: 'wrong-arguments' } },
      { result: { reason: 'unknown-tool' } },
      { result: { reason: 'wrong-arguments' } },
    ])
  })

  it('writes a call back down only after the caller has heard it and answered', async () => {
    const { claude } = await open({ claude: says('You are welcome.'), openai: down })
    const callback = { reason: 'my invoice', when: 'tomorrow at ten' }
    claude.script.willReply(
      calls('schedule-callback', callback),
      says('Shall we call you tomorrow at ten?'),
      calls('schedule-callback', { ...callback, reason: 'the invoice' }),
      says('Your call back is scheduled.'),
    )
    const caller = await calling()
    await caller.says('Call me tomorrow at ten about my invoice')
    await caller.hears('Shall we call you tomorrow at ten?')
    await caller.waitsForSilence()
    expect(await office.tasks()).toEqual([])
    await caller.says('Yes please')
    await caller.hears('Your call back is scheduled.')
    await caller.hangsUp()
    expect(await office.tasks()).toHaveLength(1)
  })

  it.each<[string, () => Promise<never>]>([
    ['breaks', () => Promise.reject(new Error('500'))],
    ['answers with nothing', () => Promise.resolve(null as never)],
  ])(
    'is told so when the book behind a tool %s, and no call claims otherwise',
    async (_how, add) => {
      const message = { reason: 'a leak', urgency: 'normal' }
      const { claude } = await open(
        { claude: says('That did not work.'), openai: down },
        { stores: (stores) => ({ ...stores, tasks: { ...stores.tasks, add } }) },
      )
      claude.script.willReply(calls('take-message', message))
      const caller = await calling()
      await caller.says('Please tell them of my leak')
      await caller.hears('That did not work.')
      await caller.hangsUp()
      const { of } = await eventsOf(caller)
      expect(of('tool-done')).toMatchObject([
        { payload: { result: { ok: false, reason: 'failed' } } },
      ])
      expect(await office.callRecord(caller.callSid)).toMatchObject({
        outcome: 'talked',
        flags: [],
      })
    },
  )
})
