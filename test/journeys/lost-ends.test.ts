import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CallSummary } from '../../src/contract/index.ts'
import { openOffice, type Office } from './office.ts'
import { oneClock } from './one-clock.ts'

let office: Office
let aMinutePasses: () => Promise<void>
beforeEach(async () => {
  const { clock, stores } = oneClock()
  aMinutePasses = () => clock.advance(60_000)
  office = await openOffice({ clock, stores }, { clock })
})
afterEach(() => office[Symbol.asyncDispose]())

/** A call in the records of a process that has died: nobody here will hear of its end. */
async function leftBehind(sid: string) {
  const { agents, calls } = office.app.stores
  const { id: agentId } = await agents.forNumber('+15550100000')
  await calls.open({
    id: crypto.randomUUID(),
    sid,
    direction: 'inbound',
    from: '+12025550123',
    to: '+15550100000',
    channel: 'relay',
    agentId,
    startedAt: new Date('2026-01-05T19:00:00Z'),
  })
  expect(await office.callRecord(sid)).toMatchObject({ status: 'active' })
}

async function placedCallTo(to: string): Promise<string> {
  const { key } = await office.app.stores.access.createApiKey({ name: 'lost', now: new Date() })
  const reply = await fetch(`${office.url}/api/calls`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ to }),
  })
  expect(reply.status).toBe(201)
  return CallSummary.parse(await reply.json()).callSid
}

/** The carrier is asked over the network, which takes the time that it takes. */
const endsAs = (status: string, sid: string) =>
  vi.waitFor(async () =>
    expect(await office.callRecord(sid)).toMatchObject({ status, phase: null }),
  )

describe('a call that a process before this one has left behind', () => {
  it('ends as the carrier knows it, without anybody telling', async () => {
    office.carrier.faults.add({ kind: 'webhook-dropped', path: /webhooks/ })
    const caller = office.carrier.placeCall()
    await caller.ended()
    await leftBehind(caller.callSid)
    await aMinutePasses()
    await endsAs('failed', caller.callSid)
  })

  it('is over as well when the carrier knows nothing of it', async () => {
    const sid = `CA${'d'.repeat(32)}`
    await leftBehind(sid)
    await aMinutePasses()
    await endsAs('failed', sid)
  })
})

describe('a call that we placed, and whose end nobody told us', () => {
  it.each(['busy', 'failed'] as const)('ends as the carrier knows it: %s', async (how) => {
    office.carrier.faults.add({ kind: 'webhook-dropped', path: '/webhooks/voice/status' })
    office.carrier.expectCall('+12025550123', how)
    const callSid = await placedCallTo('+12025550123')
    for (let minute = 0; minute < 4; minute += 1) await aMinutePasses()
    await endsAs(how, callSid)
  })
})
