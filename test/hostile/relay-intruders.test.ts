import { connect as connectTcp } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signatureOf } from '../../carrier/signature.ts'
import { callToken } from '../../src/twilio/call-token.ts'
import { everythingSettles, sid } from '../fakes/answered-call.ts'
import { says } from '../fakes/scripted-brain.ts'
import { account, appUrl } from '../fakes/voice-gateway.ts'
import { openRelay, prompt, relayUrl, setupFor } from './relay-client.ts'

const otherSid = `CA${'2'.repeat(32)}`
const hours = 'We open at nine.'

let relay: Awaited<ReturnType<typeof openRelay>>
beforeEach(async () => {
  relay = await openRelay({ scripts: [says(hours), says('Yes.')] })
  await relay.post('/webhooks/voice', { CallStatus: 'ringing' })
})
afterEach(() => relay[Symbol.asyncDispose]())

/** The caller of the call that goes on, who is understood and answered. */
async function callerStillTalks() {
  const caller = await relay.signedIn()
  caller.send(setupFor(sid))
  caller.send(prompt('When are you open?'))
  await caller.hears(hours)
  return caller
}

describe('the relay socket', () => {
  it.each([
    ['no signature', undefined],
    ['an empty signature', ''],
    ['nonsense', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='],
    [
      'a signature for http',
      signatureOf({ authToken: account.authToken, url: `${appUrl}/twilio/relay` }),
    ],
    [
      'a signature for another address',
      signatureOf({ authToken: account.authToken, url: `${relayUrl}/other` }),
    ],
    ['a signature of another token', signatureOf({ authToken: 'c'.repeat(32), url: relayUrl })],
    [
      'a webhook’s signature',
      signatureOf({
        authToken: account.authToken,
        url: `${appUrl}/webhooks/voice`,
        form: { CallSid: sid },
      }),
    ],
  ])('is closed to whoever comes with %s', async (_, signature) => {
    expect(await relay.connect(signature)).toBe(403)
    expect(relay.counted).toEqual(['refused socket'])
  })

  const token = (callSid: string, authToken = account.authToken) =>
    callToken({ callSid, authToken })

  it.each([
    ['no token', { customParameters: {} }, 1008],
    ['no parameters', { customParameters: null }, 1008],
    ['a made up token', { customParameters: { token: 'made up' } }, 1008],
    ['the token of another call', { customParameters: { token: token(otherSid) } }, 1008],
    ['the token of another account', { customParameters: { token: token(sid, 'x') } }, 1008],
    ['its own token and another call', { callSid: otherSid }, 1008],
    ['a call that nobody answered', setupFor(otherSid), 1013],
  ])('is closed to a set-up with %s, and no brain is asked', async (_, changes, code) => {
    const intruder = await relay.signedIn()
    intruder.send({ ...setupFor(sid), ...changes })
    intruder.send(prompt('When are you open?'))
    expect(await intruder.closed).toBe(code)
    expect(relay.brain.requests).toEqual([])
    await callerStillTalks()
  })

  it('is closed to the token of a call that is over', async () => {
    await relay.post('/webhooks/voice/status', { CallStatus: 'completed' })
    const intruder = await relay.signedIn()
    intruder.send(setupFor(sid))
    expect(await intruder.closed).toBe(1013)
  })

  it('is closed when the call is over, also where the other end never says so', async () => {
    const caller = await callerStillTalks()
    await relay.post('/webhooks/voice/status', { CallStatus: 'completed', CallDuration: '9' })
    expect(await caller.closed).toBe(1000)
  })

  it('is closed to a second one for a call that talks, whose caller does not notice', async () => {
    const caller = await callerStillTalks()
    const second = await relay.signedIn()
    second.send(setupFor(sid))
    expect(await second.closed).toBe(1013)
    caller.send(prompt('Sure?'))
    await caller.hears('Yes.')
    expect(second.heard).toEqual([])
  })

  it('takes one set-up of a session, and goes on after a second', async () => {
    await relay.post('/webhooks/voice', { CallStatus: 'ringing', CallSid: otherSid })
    const caller = await callerStillTalks()
    caller.send(setupFor(otherSid))
    caller.send(setupFor(sid))
    caller.send(prompt('Sure?'))
    await caller.hears('Yes.')
    expect(relay.counted).toEqual(['a second setup', 'a second setup'])
    expect(relay.switchboard.linesOf(otherSid)).toEqual([])
  })

  it('asks nobody anything before it was set up', async () => {
    const early = await relay.signedIn()
    early.send(prompt('When are you open?'))
    early.send({ type: 'interrupt' })
    await early.delivered()
    expect(relay.brain.requests).toEqual([])
    expect(relay.counted).toEqual(['prompt before setup', 'interrupt before setup'])
    relay.clock.advance(5_000)
    expect(await early.closed).toBe(1008)
  })
})

describe('a caller’s socket that is flooded', () => {
  it('is closed when there are more frames than any carrier sends; other calls go on', async () => {
    const flooding = await callerStillTalks()
    await relay.post('/webhooks/voice', { CallStatus: 'ringing', CallSid: otherSid })
    for (let frame = 0; frame < 1_000; frame += 1) flooding.send({ type: 'party' })
    expect(await flooding.closed).toBe(1008)
    const other = await relay.signedIn()
    other.send(setupFor(otherSid))
    other.send(prompt('When are you open?'))
    await other.hears('Yes.')
    expect(relay.counted.length).toBeLessThan(500)
  })

  it('reads no frame that is longer than what a caller says, and goes on', async () => {
    const caller = await callerStillTalks()
    caller.send(prompt('x'.repeat(65 * 1024)))
    caller.send(prompt('Sure?'))
    await caller.hears('Yes.')
    expect(relay.counted).toEqual(['a frame that is too long'])
  })

  it('is lost alone with a frame of ten megabytes', async () => {
    const flooding = await callerStillTalks()
    flooding.socket.send('x'.repeat(10 * 1024 * 1024))
    expect(await flooding.closed).toBe(1009)
    await everythingSettles()
    expect(relay.switchboard.summaries()).toMatchObject([{ phase: 'reconnecting' }])
  })
})

describe('clients that never finish what they begin', () => {
  it('do not keep a caller from talking', async () => {
    const beginnings = [
      'GET /twilio/relay HTTP/1.1\r\nHost: agent.example.com\r\nUpgrade: websocket\r\nConnection: Upg',
      'GET /twilio/relay HTTP/1.1\r\nHost: agent.example.com\r\nX-Slow: ',
      'POST /webhooks/voice HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nCallSid=',
      'G',
      '',
    ]
    const slow = Array.from({ length: 200 }, (_, index) => {
      const socket = connectTcp(relay.port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write(beginnings[index % beginnings.length] ?? '')
      return socket
    })
    await callerStillTalks()
    for (const socket of slow) socket.destroy()
  })
})
