import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { Caller } from '../../carrier/caller/caller.ts'
import { signatureOf } from '../../carrier/signature.ts'
import { calls, createScriptedBrain, says, type ScriptedBrain } from '../fakes/scripted-brain.ts'
import { withAgent } from './agent-settings.ts'
import { openOffice, publicUrl, type Office } from './office.ts'
import { oneClock } from './one-clock.ts'

const hours = 'We open at nine and close at five.'
const message = { name: 'Ada', phoneNumber: '+12025550123', reason: 'a tap', urgency: 'normal' }

let office: Office
let brain: ScriptedBrain
let settle: () => Promise<void>
let advance: (ms: number) => Promise<void>
afterEach(() => office[Symbol.asyncDispose]())

async function open(channel: 'gather' | 'relay') {
  brain = createScriptedBrain({ whenOutOfScripts: says(hours) })
  const { clock, stores } = oneClock(withAgent({ channel }))
  settle = () => clock.settle()
  advance = (ms) => clock.advance(ms)
  office = await openOffice({ brain, clock, stores }, { clock })
}

interface Webhook {
  readonly url: string
  readonly form: Readonly<Record<string, string>>
}

/** Sends a webhook as the carrier signed it. */
async function deliver({ url, form }: Webhook) {
  const signature = signatureOf({ authToken: office.account.authToken, url, form })
  const target = url.replace(publicUrl, office.url).replace(/#.*$/, '')
  const reply = await fetch(target, {
    method: 'POST',
    headers: { 'x-twilio-signature': signature },
    body: new URLSearchParams(form),
  })
  return { status: reply.status, text: await reply.text() }
}

/** Every webhook of the calls so far, as it was sent. */
const webhooksSent = (): readonly Webhook[] =>
  office.carrier.trace.flatMap((entry) =>
    entry.kind === 'webhook-sent' ? [{ url: entry.url, form: entry.parameters }] : [],
  )

/** Everything that is kept about calls. */
async function digest() {
  await settle()
  const { items } = await office.get<{ items: { callSid: string }[] }>('/api/calls')
  const records = await Promise.all(items.map(({ callSid }) => office.callRecord(callSid)))
  const kept = {
    records,
    tasks: await office.tasks(),
    customers: await office.get('/api/customers'),
  }
  return createHash('sha256').update(JSON.stringify(kept)).digest('hex')
}

/** A call in which everything happens that is written down. */
async function wholeCall() {
  brain.willReply(says(hours), calls('take-message', message), says('I have written that down.'))
  const caller = office.carrier.placeCall({ from: '+12025550123' })
  await caller.hears('How can I help you?')
  await caller.waitsForSilence()
  await caller.says('When are you open?')
  await caller.hears(hours)
  await caller.waitsForSilence()
  await caller.says('Tell them that my tap leaks')
  await caller.hears('I have written that down.')
  await caller.waitsForSilence()
  await caller.hangsUp()
  return caller
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  return (
    fc.sample(fc.shuffledSubarray([...list], { minLength: list.length }), {
      numRuns: 1,
      seed,
    })[0] ?? []
  )
}

describe.each(['relay', 'gather'] as const)('the webhooks of a call by %s', (channel) => {
  it('change nothing when they come a hundred times more, in any order, and a day later', async () => {
    await open(channel)
    await wholeCall()
    const before = await digest()
    const asked = brain.requests.length
    const sent = webhooksSent()
    expect(sent.length).toBeGreaterThan(1)
    for (let replay = 0; replay < 100; replay += 1) {
      if (replay === 50) await advance(24 * 60 * 60_000)
      const replies = await Promise.all(shuffled(sent, replay).map(deliver))
      expect(replies.filter(({ status }) => status >= 300)).toEqual([])
    }
    expect(await digest()).toBe(before)
    expect(brain.requests).toHaveLength(asked)
    expect(office.app.counters.read()).not.toHaveProperty('refused-signatures-webhook')
  }, 120_000)
})

describe('the end of a call', () => {
  const told = (callSid: string, changes: Readonly<Record<string, string>>): Webhook => ({
    url: `${publicUrl}/webhooks/voice/status`,
    form: {
      AccountSid: office.account.accountSid,
      CallSid: callSid,
      Direction: 'outbound-api',
      From: '+12025550100',
      To: '+12025550123',
      CallbackSource: 'call-progress-events',
      ...changes,
    },
  })
  /** What a carrier tells of one call, in order. */
  const story = (callSid: string) => [
    told(callSid, { CallStatus: 'initiated', SequenceNumber: '0' }),
    told(callSid, { CallStatus: 'ringing', SequenceNumber: '1' }),
    told(callSid, { CallStatus: 'in-progress', SequenceNumber: '2' }),
    told(callSid, {
      CallStatus: 'completed',
      SequenceNumber: '3',
      CallDuration: '42',
      Timestamp: 'Mon, 05 Jan 2026 19:59:00 +0000',
    }),
  ]
  const recordOf = async (callSid: string) => {
    await settle()
    const { status, durationSeconds, endedAt, outcome, flags, phase, transcript } =
      await office.callRecord(callSid)
    return { status, durationSeconds, endedAt, outcome, flags, phase, transcript }
  }

  it('is the same record in whichever order, and however often, it is told', async () => {
    await open('relay')
    const sid = (number: number) => `CA${number.toString(16).padStart(32, '0')}`
    for (const webhook of story(sid(0))) await deliver(webhook)
    const expected = await recordOf(sid(0))
    expect(expected).toMatchObject({ status: 'completed', durationSeconds: 42 })
    for (let order = 1; order <= 24; order += 1) {
      const twice = [...story(sid(order)), ...story(sid(order))]
      for (const webhook of shuffled(twice, order)) await deliver(webhook)
      expect(await recordOf(sid(order))).toEqual(expected)
    }
  })

  it.each([
    ['busy', 'busy'],
    ['no-answer', 'no-answer'],
    ['failed', 'failed'],
    ['canceled', 'canceled'],
    ['completed', 'completed'],
  ])('%s of a call that nobody knows is written down as %s', async (CallStatus, status) => {
    await open('relay')
    const callSid = `CA${'e'.repeat(32)}`
    expect((await deliver(told(callSid, { CallStatus }))).status).toBe(204)
    expect(await office.callRecord(callSid)).toMatchObject({
      status,
      direction: 'outbound',
      from: '+12025550100',
      to: '+12025550123',
    })
  })

  it('of the phone of a person, or of a step on the way, is the end of no call', async () => {
    await open('relay')
    const callSid = `CA${'e'.repeat(32)}`
    await deliver(told(callSid, { CallStatus: 'completed', Direction: 'outbound-dial' }))
    await deliver(told(callSid, { CallStatus: 'completed', ParentCallSid: 'CA1' }))
    await deliver(told(callSid, { CallStatus: 'answered' }))
    expect((await office.get<{ items: unknown[] }>('/api/calls')).items).toEqual([])
  })

  it('stays what it was told first', async () => {
    await open('relay')
    const caller = await wholeCall()
    const before = await digest()
    await deliver(told(caller.callSid, { CallStatus: 'failed', CallDuration: '999' }))
    expect(await digest()).toBe(before)
  })

  it('that is told before the call was answered is not undone by answering', async () => {
    await open('relay')
    const callSid = `CA${'f'.repeat(32)}`
    const inbound = {
      url: `${publicUrl}/webhooks/voice`,
      form: told(callSid, { CallStatus: 'ringing', Direction: 'inbound' }).form,
    }
    await deliver(told(callSid, { CallStatus: 'no-answer', Direction: 'inbound' }))
    expect((await deliver(inbound)).text).toContain('<Hangup/>')
    expect(await office.callRecord(callSid)).toMatchObject({ status: 'no-answer' })
  })
})

describe('a caller by Gather who hangs up', () => {
  it('leaves one finished record, at whichever moment', async () => {
    await open('gather')
    const hangUpAt: readonly ((caller: Caller) => Promise<void>)[] = [
      (caller) => caller.answered(),
      (caller) => caller.hears('How can I help you?'),
      async (caller) => {
        await caller.waitsForSilence()
        await caller.says('When are you open?')
      },
      async (caller) => {
        await caller.waitsForSilence()
        await caller.says('When are you open?')
        await caller.hears('We open')
      },
      async (caller) => {
        await caller.waitsForSilence()
        await caller.staysSilent(9_000)
      },
    ]
    for (const step of hangUpAt) {
      const caller = office.carrier.placeCall()
      await step(caller)
      await caller.hangsUp()
      await settle()
      expect(await office.callRecord(caller.callSid)).toMatchObject({
        status: 'completed',
        phase: null,
      })
    }
    expect(office.carrier.violations).toEqual([])
  })
})

describe('an answer of ours that does not come', () => {
  it('brings the carrier to the fallback address, where the call goes on', async () => {
    await open('gather')
    office.carrier.faults.add({ kind: 'webhook-dropped', path: '/webhooks/process-speech', nth: 2 })
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.says('When are you open?')
    await caller.hears(hours)
    await caller.says('Thank you')
    await caller.staysSilent(20_000)
    await caller.hears('I am here again')
    await caller.says('When are you open?')
    await caller.hears(hours)
    await caller.hangsUp()
    expect(office.app.counters.read()).toMatchObject({ 'carrier-fallbacks': 1 })
  })
})
