import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { connectPhone as connect } from '../testing/bare-phone.ts'
import { openPhoneLine, phoneAccount } from '../testing/phone-line.ts'

describe('the softphone socket', () => {
  it.each([
    ['no token', {}, 401],
    ['a wrong token', { authorization: 'Bearer x' }, 401],
    ['a token in the wrong scheme', { authorization: phoneAccount.authToken }, 401],
  ])('lets nobody in with %s', async (_, headers, status) => {
    await using line = await openPhoneLine()
    const socket = new WebSocket(`${line.url}/softphone`, { headers })
    const [error] = (await once(socket, 'error')) as [Error]
    expect(error.message).toContain(String(status))
  })

  it('is the only thing that the carrier serves', async () => {
    await using line = await openPhoneLine()
    const answer = await fetch(line.url)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('stand-in for Twilio')
    const socket = new WebSocket(`${line.url}/other`)
    const [error] = (await once(socket, 'error')) as [Error]
    expect(error.message).toContain('404')
  })

  it('carries a whole call', async () => {
    await using line = await openPhoneLine()
    using phone = await connect(line.url)
    phone.send({ type: 'dial', from: '+442071838750' })

    const { callSid } = await phone.next('call-status', ({ status }) => status === 'ringing')
    await phone.next('call-status', ({ status }) => status === 'in-progress')
    expect(await phone.next('agent-speaking')).toEqual({ type: 'agent-speaking', on: true })
    expect(await phone.next('heard')).toEqual({ type: 'heard', text: 'Hello', spokenText: 'Hello' })
    expect(await phone.next('heard')).toMatchObject({ spokenText: 'Hello there.' })
    expect(await phone.next('agent-speaking')).toEqual({ type: 'agent-speaking', on: false })

    phone.send({ type: 'say', text: 'a word' })
    await phone.next('heard', ({ spokenText }) => spokenText.startsWith('You said a'))
    phone.send({ type: 'press', digits: '7' })
    await phone.next('interrupted')
    await phone.next('heard', ({ spokenText }) => spokenText === 'You pressed 7.')
    phone.send({ type: 'hang-up' })
    expect(await phone.next('call-status')).toEqual({
      type: 'call-status',
      callSid,
      status: 'completed',
      reason: 'caller-hung-up',
    })
    expect(line.server.requests[0]?.form).toMatchObject({ From: '+442071838750', CallSid: callSid })
  })

  it('dials again after a call, but not during one', async () => {
    await using line = await openPhoneLine()
    using phone = await connect(line.url)
    phone.send({ type: 'dial' })
    phone.send({ type: 'dial' })
    expect((await phone.next('error')).message).toContain('in a call already')
    phone.send({ type: 'hang-up' })
    const first = await phone.next('call-status', ({ reason }) => reason === 'caller-hung-up')
    phone.send({ type: 'dial' })
    const second = await phone.next('call-status', ({ callSid }) => callSid !== first.callSid)
    expect(second.status).toBe('ringing')
  })

  it('answers in words what it cannot use, and the call goes on', async () => {
    await using line = await openPhoneLine()
    using phone = await connect(line.url)
    phone.send({ type: 'dial' })
    await phone.next('heard', ({ spokenText }) => spokenText === 'Hello there.')

    const refusals = [
      ['not JSON', 'not understood'],
      ['[]', 'not understood'],
      [Buffer.from([1, 2, 3]), 'binary'],
      ['x'.repeat(100_000), 'too long'],
      [JSON.stringify({ type: 'say', text: 'x'.repeat(4001) }), '4000 characters'],
      [JSON.stringify({ type: 'say', text: '  ' }), 'nothing to say'],
      [JSON.stringify({ type: 'say' }), 'nothing to say'],
      [JSON.stringify({ type: 'press', digits: 'abc' }), 'Keys are'],
      [JSON.stringify({ type: 'dial', from: 'me' }), 'written like'],
      [JSON.stringify({ type: 'resume' }), 'its token'],
      [JSON.stringify({ type: 'resume', token: 'a', after: -1 }), 'its token'],
      [JSON.stringify({ type: 'press', digits: 'x', n: 'first' }), 'Keys are'],
      [JSON.stringify({ type: 'press', digits: 'x', n: 1e300 }), 'Keys are'],
    ] as const
    for (const [frame, words] of refusals) {
      phone.socket.send(frame)
      expect((await phone.next('error')).message).toContain(words)
    }
    phone.send({ type: 'say', text: 'x'.repeat(4000) })
    await phone.next('heard', ({ spokenText }) => spokenText.startsWith('You said'))
  })

  it('counts them in one line of the log, without the words', async () => {
    await using line = await openPhoneLine()
    using phone = await connect(line.url)
    phone.socket.send('secret words')
    await phone.next('error')
    const closed = once(phone.socket, 'close')
    phone.socket.close()
    await closed
    await expect.poll(() => line.logged).toEqual(['A phone closed after 1 unusable messages.'])
  })

  it('says so when there is no call, or nobody listens yet', async () => {
    await using line = await openPhoneLine()
    using phone = await connect(line.url)
    phone.send({ type: 'say', text: 'Hello?' })
    expect((await phone.next('error')).message).toContain('no call')
    phone.send({ type: 'dial' })
    phone.send({ type: 'say', text: 'Hello?' })
    expect((await phone.next('error')).message).toContain('Nobody is listening yet')
  })

  it('hangs up when it closes, and other calls do not notice', async () => {
    await using line = await openPhoneLine()
    using lost = await connect(line.url)
    using other = await connect(line.url)
    lost.send({ type: 'dial' })
    other.send({ type: 'dial' })
    const { callSid } = await lost.next('call-status', ({ status }) => status === 'in-progress')
    await other.next('heard', ({ spokenText }) => spokenText === 'Hello there.')
    lost.socket.close()

    await expect
      .poll(() => line.server.requestsTo('/webhooks/voice/status'))
      .toMatchObject([{ form: { CallSid: callSid, CallStatus: 'completed' } }])
    other.send({ type: 'say', text: 'still here' })
    await other.next('heard', ({ spokenText }) => spokenText.includes('You said still here.'))
  })
})
