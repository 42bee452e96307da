import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallSummary } from '../../src/contract/index.ts'
import { createScriptedBrain, says, type ScriptedBrain } from '../fakes/scripted-brain.ts'
import { openOffice, type Office } from './office.ts'
import { oneClock } from './one-clock.ts'

const bob = '+12025550123'
const hours = 'We open at nine and close at five.'

let office: Office
let brain: ScriptedBrain
let settle: () => Promise<void>
beforeEach(async () => {
  brain = createScriptedBrain({ whenOutOfScripts: says(hours) })
  const { clock, stores } = oneClock()
  settle = () => clock.settle()
  office = await openOffice({ brain, clock, stores }, { clock })
})
afterEach(async () => {
  expect(office.carrier.violations).toEqual([])
  await office[Symbol.asyncDispose]()
})

/** Asks the API for a call, as the dashboard does. */
async function call(to: string, opening?: string) {
  const { key } = await office.app.stores.access.createApiKey({ name: 'x', now: new Date() })
  const reply = await fetch(`${office.url}/api/calls`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ to, ...(opening !== undefined && { opening }) }),
  })
  return { status: reply.status, body: (await reply.json()) as CallSummary }
}

async function placed(opening?: string) {
  const { status, body } = await call(bob, opening)
  expect([status, body]).toEqual([201, expect.anything()])
  return body
}

describe('somebody whom the agent calls', () => {
  it('hears who calls and that it is a machine, is answered, and has one record', async () => {
    const expected = office.carrier.expectCall(bob)
    const { id, callSid } = await placed('I am calling about your appointment.')
    const callee = await expected.answers()
    expect(callee.callSid).toBe(callSid)
    await callee.hears('AI assistant')
    await callee.hears('I am calling about your appointment.')
    await callee.waitsForSilence()
    await callee.says('When are you open?')
    await callee.hears(hours)
    await callee.waitsForSilence()
    await callee.hangsUp()
    await settle()
    const record = await office.callRecord(callSid)
    expect(record).toMatchObject({
      id,
      direction: 'outbound',
      to: bob,
      status: 'completed',
      outcome: 'talked',
      phase: null,
    })
    expect((await office.get<{ items: unknown[] }>('/api/calls')).items).toHaveLength(1)
  })

  it.each([
    ['busy', 'busy'],
    ['no-answer', 'no-answer'],
    ['failed', 'failed'],
  ] as const)('and is %s leaves a record that says so', async (profile, status) => {
    const expected = office.carrier.expectCall(bob, profile)
    const { callSid } = await placed()
    const callee = await expected.rings().catch(() => undefined)
    await callee?.ended()
    await settle()
    expect(await office.callRecord(callSid)).toMatchObject({
      status,
      outcome: 'no-conversation',
      phase: null,
      durationSeconds: 0,
    })
    expect(brain.requests).toEqual([])
  })

  it('is one call where the carrier tells everything twice and in any order', async () => {
    office.carrier.faults.add({ kind: 'webhook-duplicated', path: /webhooks/ })
    office.carrier.faults.add({ kind: 'webhook-reordered', path: '/webhooks/voice/status' })
    const expected = office.carrier.expectCall(bob)
    const { callSid } = await placed()
    const callee = await expected.answers()
    await callee.hears('AI assistant')
    await callee.hangsUp()
    await office.carrier.advance(10_000)
    await settle()
    expect(await office.callRecord(callSid)).toMatchObject({ status: 'completed', phase: null })
    expect((await office.get<{ items: unknown[] }>('/api/calls')).items).toHaveLength(1)
  })

  it('can be called off while it rings', async () => {
    const expected = office.carrier.expectCall(bob, { answersAfterMs: 20_000 })
    const { id, callSid } = await placed()
    const callee = await expected.rings()
    const { key } = await office.app.stores.access.createApiKey({ name: 'y', now: new Date() })
    const reply = await fetch(`${office.url}/api/calls/${id}/hang-up`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
    })
    expect(reply.status).toBe(202)
    await callee.ended()
    await settle()
    expect(await office.callRecord(callSid)).toMatchObject({ status: 'canceled', phase: null })
  })
})

describe('a call that the carrier cannot be asked for', () => {
  it('is not placed, and says so', async () => {
    office.carrier.faults.add({ kind: 'rest-refused', status: 503 })
    const { status } = await call(bob)
    expect(status).toBe(503)
    expect((await office.get<{ items: unknown[] }>('/api/calls')).items).toEqual([])
  })
})
