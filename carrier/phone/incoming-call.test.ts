import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { CallEngine } from '../call-engine.ts'
import { createCarrier } from '../carrier.ts'
import { realClock } from '../clock.ts'
import { connectPhone } from '../testing/bare-phone.ts'
import { phoneAccount } from '../testing/phone-line.ts'
import { startStandInServer, twiml } from '../testing/stand-in-server.ts'

const bob = '+15550107001'
const ours = '+15550100000'

/** A carrier with phones, whose server greets whoever is called and connects callers to Bob. */
async function openOffice() {
  const server = await startStandInServer({
    answers: {
      '/webhooks/voice': twiml(`<Dial timeout="60">${bob}</Dial>`, '<Say>Nobody is there.</Say>'),
    },
  })
  const carrier = createCarrier({
    account: phoneAccount,
    server: { localUrl: server.url, publicUrl: server.url },
    clock: realClock,
    speed: 100,
  })
  const url = await carrier.listen()
  return {
    server,
    engine: carrier.engine,
    connect: () => connectPhone(url),
    async [Symbol.asyncDispose]() {
      await carrier[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

function callBob(engine: CallEngine) {
  return engine.placeOutboundCall({
    from: ours,
    to: bob,
    fallback: undefined,
    callback: undefined,
    ringSeconds: 600,
    limitSeconds: undefined,
    answer: { from: 'request', twiml: twiml('<Say>This is the office.</Say>') },
  })
}

/** A phone that waits for Bob's calls. */
async function bobsPhone({ connect }: Awaited<ReturnType<typeof openOffice>>) {
  const phone = await connect()
  phone.send({ type: 'wait-for-calls', number: bob })
  // Its answer tells that the frame before it was read.
  phone.send({ type: 'answer' })
  expect((await phone.next('error')).message).toBe('Nobody is calling now.')
  return phone
}

describe('a phone that waits for calls', () => {
  it('rings, and after answering is on the call as on one that it dialled', async () => {
    await using office = await openOffice()
    using phone = await bobsPhone(office)
    const { call } = callBob(office.engine)
    expect(await phone.next('incoming')).toEqual({
      type: 'incoming',
      callSid: call.sid,
      from: ours,
    })
    expect(call.state().status).toBe('ringing')
    phone.send({ type: 'answer' })
    expect(await phone.next('call-status')).toMatchObject({
      callSid: call.sid,
      status: 'in-progress',
    })
    await phone.next('heard', ({ spokenText }) => spokenText === 'This is the office.')
    expect(await phone.next('call-status')).toMatchObject({ reason: 'agent-hung-up' })
  })

  it('can decline', async () => {
    await using office = await openOffice()
    using phone = await bobsPhone(office)
    const { call, finished } = callBob(office.engine)
    await phone.next('incoming')
    phone.send({ type: 'decline' })
    await finished
    expect(call.state()).toMatchObject({ status: 'busy', reason: 'declined' })
    const again = callBob(office.engine)
    expect(await phone.next('incoming')).toMatchObject({ callSid: again.call.sid })
  })

  it('declines what rings by hanging up too', async () => {
    await using office = await openOffice()
    using phone = await bobsPhone(office)
    const { call, finished } = callBob(office.engine)
    await phone.next('incoming')
    phone.send({ type: 'hang-up' })
    await finished
    expect(call.state()).toMatchObject({ status: 'busy', reason: 'declined' })
  })

  it('is told when the ringing stops', async () => {
    await using office = await openOffice()
    using phone = await bobsPhone(office)
    const { call } = callBob(office.engine)
    const { callSid } = await phone.next('incoming')
    call.end('canceled')
    expect(await phone.next('incoming-ended')).toEqual({ type: 'incoming-ended', callSid })
    phone.send({ type: 'answer' })
    expect((await phone.next('error')).message).toBe('Nobody is calling now.')
  })

  it('rings together with others of the same number, and the first to answer has the call', async () => {
    await using office = await openOffice()
    using desk = await bobsPhone(office)
    using kitchen = await bobsPhone(office)
    const { call } = callBob(office.engine)
    await desk.next('incoming')
    await kitchen.next('incoming')
    kitchen.send({ type: 'answer' })
    expect(await desk.next('incoming-ended')).toMatchObject({ callSid: call.sid })
    await kitchen.next('heard', ({ spokenText }) => spokenText === 'This is the office.')
    expect(desk.events.filter(({ type }) => type === 'heard')).toEqual([])
  })

  it('is busy during a call, and waits on after it', async () => {
    await using office = await openOffice()
    using phone = await bobsPhone(office)
    const first = callBob(office.engine)
    await phone.next('incoming')
    const second = callBob(office.engine)
    await second.finished
    expect(second.call.state()).toMatchObject({ status: 'busy' })
    phone.send({ type: 'answer' })
    await first.finished
    callBob(office.engine)
    await phone.next('incoming')
  })

  it('declines what rings by dialling itself', async () => {
    await using office = await openOffice()
    using phone = await bobsPhone(office)
    const { call, finished } = callBob(office.engine)
    await phone.next('incoming')
    phone.send({ type: 'dial' })
    await finished
    expect(call.state()).toMatchObject({ reason: 'declined' })
    await phone.next('call-status', ({ callSid }) => callSid !== call.sid)
  })

  it('that goes away declines what rings, and is called no more', async () => {
    await using office = await openOffice()
    const phone = await bobsPhone(office)
    const { call, finished } = callBob(office.engine)
    await phone.next('incoming')
    phone.socket.close()
    await once(phone.socket, 'close')
    await finished
    expect(call.state()).toMatchObject({ reason: 'declined' })
    const { call: next } = callBob(office.engine)
    await expect.poll(() => next.state().status).toBe('ringing')
    next.end('canceled')
  })

  it('waits for one number, which must be one', async () => {
    await using office = await openOffice()
    using phone = await office.connect()
    phone.send({ type: 'wait-for-calls', number: 'bob' })
    expect((await phone.next('error')).message).toContain('written like')
    phone.send({ type: 'wait-for-calls', number: '+15550107009' })
    phone.send({ type: 'wait-for-calls', number: bob })
    phone.send({ type: 'decline' })
    await phone.next('error')
    callBob(office.engine)
    await phone.next('incoming')
  })

  it('is joined to a caller by a dial, and both hear what the other says', async () => {
    await using office = await openOffice()
    using bobs = await bobsPhone(office)
    using callers = await office.connect()
    callers.send({ type: 'dial', from: '+12025550143' })
    expect(await bobs.next('incoming')).toMatchObject({ from: '+12025550143' })
    bobs.send({ type: 'answer' })
    await bobs.next('call-status', ({ status }) => status === 'in-progress')
    await expect.poll(() => office.engine.calls().every(({ listener }) => listener)).toBe(true)
    callers.send({ type: 'say', text: 'Hello Bob' })
    await bobs.next('heard', ({ spokenText }) => spokenText === 'Hello Bob')
    bobs.send({ type: 'say', text: 'Hello there' })
    await callers.next('heard', ({ spokenText }) => spokenText === 'Hello there')
    bobs.send({ type: 'press', digits: '5' })
    await callers.next('heard', ({ text }) => text === '(key 5)')
    bobs.send({ type: 'hang-up' })
    await callers.next('heard', ({ spokenText }) => spokenText === 'Nobody is there.')
  })
})
