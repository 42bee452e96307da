import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { connectPhone } from '../testing/bare-phone.ts'
import { openPhoneLine } from '../testing/phone-line.ts'
import type { PhoneLine } from '../testing/phone-line.ts'
import { createSteppedClock } from '../stepped-clock.ts'

type Phone = Awaited<ReturnType<typeof connectPhone>>

/** A carrier on a clock that the test moves, and a phone in a call that has been greeted. */
async function greetedCall() {
  const clock = createSteppedClock()
  const line = await openPhoneLine({ clock, speed: 1 })
  const phone = await connectPhone(line.url)
  const resumption = await phone.resumption()
  phone.send({ n: 1, type: 'dial' })
  const { callSid } = await phone.next('call-status', ({ status }) => status === 'ringing')
  await until(
    phone.next('heard', ({ spokenText }) => spokenText === 'Hello there.'),
    clock,
  )
  return {
    clock,
    line,
    phone,
    resumption,
    callSid,
    async [Symbol.asyncDispose]() {
      phone.socket.terminate()
      await line[Symbol.asyncDispose]()
    },
  }
}

/** Lets time pass until it has happened. */
async function until<T>(happened: Promise<T>, clock: ReturnType<typeof createSteppedClock>) {
  const waiting = { isOver: false }
  void happened.finally(() => {
    waiting.isOver = true
  })
  while (!waiting.isOver) await clock.advance(50)
  return await happened
}

async function loseSocket({ socket }: Phone): Promise<void> {
  const closed = once(socket, 'close')
  socket.terminate()
  await closed
}

async function comeBack(line: PhoneLine, resumption: () => object): Promise<Phone> {
  const phone = await connectPhone(line.url)
  phone.send(resumption())
  return phone
}

async function isNoticed({ logged }: PhoneLine): Promise<void> {
  await expect.poll(() => logged).toContain('The connection of a phone broke; it may come back.')
}

function ends({ server }: PhoneLine) {
  return server.requestsTo('/webhooks/voice/status').map(({ form }) => form['CallStatus'])
}

describe('a phone whose connection breaks during a call', () => {
  it('is in the same call again on another socket, and hears what was said meanwhile', async () => {
    await using call = await greetedCall()
    call.phone.send({ n: 2, type: 'say', text: 'a word' })
    const begun = call.phone.next('heard', ({ spokenText }) => spokenText.startsWith('You said a'))
    const { spokenText } = await until(begun, call.clock)
    await loseSocket(call.phone)
    await call.clock.advance(10_000)
    using back = await comeBack(call.line, call.resumption)
    expect(await back.next('resumed')).toEqual({ type: 'resumed', readUpTo: 2 })
    await back.next('heard', (heard) => heard.spokenText.endsWith('for you today?'))
    // What was heard before the break is not told again.
    expect(back.events).not.toContainEqual(expect.objectContaining({ spokenText }))
    expect(back.events.filter(({ type }) => type === 'call-status')).toEqual([])
    back.send({ n: 3, type: 'hang-up' })
    expect(await back.next('call-status')).toMatchObject({ callSid: call.callSid })
  })

  it('says what it said into the break once, however often it is sent', async () => {
    await using call = await greetedCall()
    const words = { n: 2, type: 'say', text: 'once' }
    call.phone.send(words)
    await until(
      call.phone.next('heard', ({ spokenText }) => spokenText.includes('once')),
      call.clock,
    )
    await loseSocket(call.phone)
    using back = await comeBack(call.line, call.resumption)
    await back.next('resumed')
    back.send(words)
    back.send({ n: 3, type: 'press', digits: 'x' })
    await back.next('error')
    await call.clock.advance(20_000)
    // Saying it again would have cut the answer short.
    expect(back.events.filter(({ type }) => type === 'interrupted')).toEqual([])
    const answer = 'You said once. What else can I do for you today?'
    const spoken = back.events.filter(
      (event) => 'spokenText' in event && event.spokenText === answer,
    )
    expect(spoken).toHaveLength(1)
  })

  it('that stays away is hung up after fifteen seconds, and cannot come back', async () => {
    await using call = await greetedCall()
    await loseSocket(call.phone)
    await isNoticed(call.line)
    await call.clock.advance(14_900)
    expect(ends(call.line)).toEqual([])
    await call.clock.advance(200)
    await expect.poll(() => ends(call.line)).toEqual(['completed'])
    expect(call.line.logged.at(-1)).toBe('A phone whose connection broke did not come back.')
    using back = await comeBack(call.line, call.resumption)
    expect(await back.next('not-resumed')).toEqual({ type: 'not-resumed' })
  })

  it('that is put down is hung up at once, whatever socket it is on', async () => {
    await using call = await greetedCall()
    await loseSocket(call.phone)
    using back = await comeBack(call.line, call.resumption)
    await back.next('resumed')
    back.socket.close(1000)
    await expect.poll(() => ends(call.line)).toEqual(['completed'])
    using again = await comeBack(call.line, call.resumption)
    await again.next('not-resumed')
  })

  it('may come back while its old socket still seems to stand, which is closed', async () => {
    await using call = await greetedCall()
    const closed = once(call.phone.socket, 'close')
    using back = await comeBack(call.line, call.resumption)
    await back.next('resumed')
    expect(await closed).toEqual([4000, expect.anything()])
    await call.clock.advance(20_000)
    expect(ends(call.line)).toEqual([])
    back.send({ n: 2, type: 'say', text: 'still here' })
    await until(
      back.next('heard', ({ spokenText }) => spokenText.includes('still')),
      call.clock,
    )
  })

  it('hears of an end that it missed', async () => {
    await using call = await greetedCall()
    await loseSocket(call.phone)
    await isNoticed(call.line)
    call.line.engine.calls()[0]?.end('agent-hung-up')
    using back = await comeBack(call.line, call.resumption)
    expect(await back.next('call-status')).toMatchObject({ reason: 'agent-hung-up' })
  })

  it('is nobody else’s: a wrong token opens no phone, and one in use becomes no other', async () => {
    await using call = await greetedCall()
    using stranger = await connectPhone(call.line.url)
    stranger.send({ type: 'resume', token: 'f'.repeat(64), after: 0 })
    await stranger.next('not-resumed')
    stranger.send({ type: 'resume', token: 7 })
    expect((await stranger.next('error')).message).toContain('its token')
    stranger.send(call.resumption())
    expect((await stranger.next('error')).message).toContain('in use')
    expect(JSON.stringify(call.line.logged)).not.toContain(call.resumption().token)
  })
})

describe('a phone that waits for calls', () => {
  const number = '+15550107001'

  it('rings on when it comes back, and can be answered', async () => {
    const clock = createSteppedClock()
    await using line = await openPhoneLine({ clock, speed: 1 })
    using phone = await connectPhone(line.url)
    const resumption = await phone.resumption()
    phone.send({ n: 1, type: 'wait-for-calls', number })
    phone.send({ n: 2, type: 'press', digits: '1' })
    await phone.next('error')
    await loseSocket(phone)
    line.callNumber(number)
    await clock.advance(2000)
    using back = await comeBack(line, resumption)
    await back.next('resumed')
    const { callSid } = await back.next('incoming')
    back.send({ n: 3, type: 'answer' })
    expect(await back.next('call-status')).toMatchObject({ callSid, status: 'in-progress' })
  })
})
