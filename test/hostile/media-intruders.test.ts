import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signatureOf } from '../../carrier/signature.ts'
import { callToken } from '../../src/twilio/call-token.ts'
import { everythingSettles, sid } from '../fakes/answered-call.ts'
import { soundMs } from '../../src/calls/sound.ts'
import { soundOf } from '../fakes/media-carrier.ts'
import { account, appUrl } from '../fakes/voice-gateway.ts'
import { mediaUrl, openMedia, soundFrame, startFor, streamSidOf } from './media-client.ts'

const otherSid = `CA${'2'.repeat(32)}`

let media: Awaited<ReturnType<typeof openMedia>>
beforeEach(async () => {
  media = await openMedia()
})
afterEach(() => media[Symbol.asyncDispose]())

const token = (callSid: string, authToken = account.authToken) => callToken({ callSid, authToken })

describe('the socket for sound', () => {
  it.each([
    ['no signature', undefined],
    ['an empty signature', ''],
    ['nonsense', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='],
    [
      'a signature for http',
      signatureOf({ authToken: account.authToken, url: `${appUrl}/twilio/media` }),
    ],
    [
      'a signature for the other socket',
      signatureOf({ authToken: account.authToken, url: mediaUrl.replace('media', 'relay') }),
    ],
    ['a signature of another token', signatureOf({ authToken: 'c'.repeat(32), url: mediaUrl })],
  ])('is closed to whoever comes with %s', async (_, signature) => {
    expect(await media.connect(signature)).toBe(403)
    expect(media.counted).toEqual(['refused socket'])
  })

  it.each([
    ['no token', { customParameters: {} }, 1008],
    ['no parameters', { customParameters: null }, 1008],
    ['a made up token', { customParameters: { token: 'made up' } }, 1008],
    ['the token of another call', { customParameters: { token: token(otherSid) } }, 1008],
    ['the token of another account', { customParameters: { token: token(sid, 'x') } }, 1008],
    ['its own token and another call', { callSid: otherSid }, 1008],
  ])('is closed to a start with %s, and nobody hears a sound', async (_, changes, code) => {
    await media.post('/webhooks/voice', { CallStatus: 'ringing' })
    const intruder = await media.signedIn()
    intruder.send(startFor(sid, changes))
    intruder.send(soundFrame(sid, 0))
    expect(await intruder.closed).toBe(code)
    expect(media.callers.size).toBe(0)
    const { caller } = await media.callerOnTheLine(sid)
    expect(caller.heard).toEqual([])
  })

  it('is closed to a call that nobody answered, or that is over', async () => {
    const early = await media.signedIn()
    early.send(startFor(otherSid))
    expect(await early.closed).toBe(1013)
    await media.post('/webhooks/voice', { CallStatus: 'ringing' })
    await media.post('/webhooks/voice/status', { CallStatus: 'completed' })
    const late = await media.signedIn()
    late.send(startFor(sid))
    expect(await late.closed).toBe(1013)
  })

  it('is closed to a second one for a call that talks, whose caller does not notice', async () => {
    const { caller, ...client } = await media.callerOnTheLine(sid)
    const second = await media.signedIn()
    second.send(startFor(sid))
    second.send(soundFrame(sid, 0))
    expect(await second.closed).toBe(1013)
    client.send(soundFrame(sid, 0))
    await client.delivered()
    expect(caller.heard).toHaveLength(1)
    expect(second.orders.filter(({ event }) => event === 'media')).toEqual([])
  })

  it('tells a talk the name of the session that stands in its start', async () => {
    const { caller } = await media.callerOnTheLine(sid)
    expect(caller.session).toBe('the session')
  })

  it('takes one start of a stream, and goes on after a second', async () => {
    const { caller, ...client } = await media.callerOnTheLine(sid)
    client.send(startFor(sid))
    client.send(startFor(otherSid))
    client.send(soundFrame(sid, 0))
    await client.delivered()
    expect(media.counted).toEqual(['a second start', 'a second start'])
    expect(caller.heard).toHaveLength(1)
  })

  it('hears nobody before the start, and is closed where none comes', async () => {
    const early = await media.signedIn()
    early.send({ event: 'connected', protocol: 'Call', version: '1.0.0' })
    early.send(soundFrame(sid, 0))
    early.send({ event: 'stop', streamSid: streamSidOf(sid) })
    await early.delivered()
    expect(media.counted).toEqual(['media before start', 'stop before start'])
    media.clock.advance(5_000)
    expect(await early.closed).toBe(1008)
  })

  it('hears nobody after the stop', async () => {
    const { caller, ...client } = await media.callerOnTheLine(sid)
    client.send({ event: 'stop', sequenceNumber: '2', streamSid: streamSidOf(sid) })
    client.send(soundFrame(sid, 1))
    expect(await client.closed).toBe(1000)
    expect(caller.events).toEqual([{ type: 'line-closed', by: 'caller' }])
    expect(caller.heard).toEqual([])
  })
})

describe('frames on the socket for sound that make no sense', () => {
  it('are counted, and the caller is heard between them', async () => {
    const { caller, ...client } = await media.callerOnTheLine(sid)
    const wrong = [
      'no JSON',
      '{"event":"media","media":{',
      '{"event":"party"}',
      'null',
      JSON.stringify(soundFrame(sid, 0, 'not base64!')),
      JSON.stringify(soundFrame(sid, 0, 'AAA')),
      JSON.stringify(soundFrame(sid, 0, 'A"},"type":"x')),
      JSON.stringify(soundFrame(otherSid, 0)),
      JSON.stringify({ event: 'mark', streamSid: streamSidOf(sid), mark: { name: 'nobody’s' } }),
      JSON.stringify({ event: 'mark', streamSid: streamSidOf(sid) }),
      JSON.stringify({ event: 'dtmf', streamSid: streamSidOf(sid), dtmf: { digit: '' } }),
      JSON.stringify(soundFrame(sid, 0, 'A'.repeat(16 * 1024))),
    ]
    for (const [nth, text] of wrong.entries()) {
      client.send(text)
      client.send(soundFrame(sid, nth))
    }
    client.socket.send(Buffer.from(JSON.stringify(soundFrame(sid, 0))), { binary: true })
    await client.delivered()
    expect(media.counted).toHaveLength(wrong.length + 1)
    expect(caller.heard).toHaveLength(wrong.length)
    expect(caller.events).toEqual([])
  })

  it('end their own socket where they are a flood, and nobody else hears of it', async () => {
    const { caller, ...calm } = await media.callerOnTheLine(sid)
    const { caller: loud, ...flooding } = await media.callerOnTheLine(otherSid)
    for (let nth = 0; nth < 2_000; nth += 1) flooding.send(soundFrame(otherSid, nth))
    for (let nth = 0; nth < 50; nth += 1) calm.send(soundFrame(sid, nth))
    expect(await flooding.closed).toBe(1008)
    await calm.delivered()
    expect(caller.heard).toHaveLength(50)
    expect(loud.heard.length).toBeLessThan(700)
    expect(loud.events).toEqual([{ type: 'line-closed', by: 'fault' }])
  })

  it('are no flood where ten seconds of sound come at once', async () => {
    const { caller, ...client } = await media.callerOnTheLine(sid)
    for (let nth = 0; nth < 500; nth += 1) client.send(soundFrame(sid, nth))
    await client.delivered()
    expect(caller.heard).toHaveLength(500)
    media.clock.advance(2_500)
    for (let nth = 500; nth < 625; nth += 1) client.send(soundFrame(sid, nth))
    await client.delivered()
    expect(caller.heard.filter((sound) => soundMs(sound) === 20)).toHaveLength(625)
  })
})

describe('a call in sound', () => {
  it('is taken up by a process that has not answered it, which misses nothing', async () => {
    const before = await openMedia()
    await before.post('/webhooks/voice', { CallStatus: 'ringing' })
    const after = await openMedia({ before })
    const client = await after.signedIn()
    client.send(startFor(sid))
    for (let nth = 0; nth < 5; nth += 1) client.send(soundFrame(sid, nth))
    client.send({ event: 'dtmf', streamSid: streamSidOf(sid), dtmf: { digit: '7' } })
    await client.delivered()
    await everythingSettles()
    const caller = after.callers.get(sid)
    expect(caller?.heard).toHaveLength(5)
    expect(caller?.events).toEqual([{ type: 'key-pressed', key: '7' }])
    await after[Symbol.asyncDispose]()
    await before[Symbol.asyncDispose]()
  })

  it('speaks to its caller in text frames', async () => {
    const { caller, ...client } = await media.callerOnTheLine(sid)
    const isText: boolean[] = []
    client.socket.on('message', (_, isBinary) => isText.push(!isBinary))
    caller.line.play(soundOf(20))
    caller.line.clear()
    await client.delivered()
    expect(client.orders).toEqual([
      { event: 'mark', streamSid: streamSidOf(sid), mark: { name: 'probe' } },
      { event: 'media', streamSid: streamSidOf(sid), media: { payload: soundOf(20).toString() } },
      { event: 'mark', streamSid: streamSidOf(sid), mark: { name: '0-1' } },
      { event: 'clear', streamSid: streamSidOf(sid) },
    ])
    expect(isText).toEqual([true, true, true])
  })

  it('that we end is brought back by the carrier, and its socket closed when that takes too long', async () => {
    const { caller, ...client } = await media.callerOnTheLine(sid)
    caller.line.end()
    await everythingSettles()
    expect(media.phoneNetwork.broughtBack).toEqual([sid])
    media.clock.advance(3_000)
    expect(await client.closed).toBe(1000)
    expect(caller.events).toEqual([{ type: 'line-closed', by: 'agent' }])
  })

  it('that we end loses its socket where the carrier is away', async () => {
    const { caller, ...client } = await media.callerOnTheLine(sid)
    media.phoneNetwork.isBroken = true
    caller.line.end()
    expect(await client.closed).toBe(1000)
  })
})

describe('a caller over whom our own code fails', () => {
  const fails = () => {
    throw new Error('Nobody thought of that')
  }

  it('is let go alone where it fails on their silence, and all others are looked after', async () => {
    const { caller: unlucky, ...client } = await media.callerOnTheLine(sid)
    const { caller } = await media.callerOnTheLine(otherSid)
    Object.defineProperty(unlucky.heard, 'push', { value: fails })
    media.clock.advance(1_000)
    expect(await client.closed).toBe(1011)
    expect(caller.heard.map(soundMs)).toEqual([1_000])
    media.clock.advance(2_000)
    expect(media.counted).toContain('Nobody thought of that')
  })

  it('is let go alone where it fails on their end', async () => {
    const { caller: unlucky, ...client } = await media.callerOnTheLine(sid)
    Object.defineProperty(unlucky.events, 'push', { value: fails })
    client.socket.terminate()
    await client.closed
    const { caller, ...other } = await media.callerOnTheLine(otherSid)
    other.send(soundFrame(otherSid, 0))
    await other.delivered()
    expect(caller.heard).toHaveLength(1)
    expect(media.counted).toEqual(['Nobody thought of that'])
  })
})

describe('a caller of whom nothing comes any more', () => {
  /** One that the carrier knows. */
  async function callThatGoesOn(): Promise<string> {
    const numbers = { to: '+12025550123', from: '+12025550100' }
    const call = await media.phoneNetwork.place({ ...numbers, callId: 'id', ringSeconds: 20 })
    if (!call.placed) throw new Error(call.reason)
    return call.callSid
  }

  const secondsPass = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      media.clock.advance(1_000)
      await everythingSettles()
    }
  }

  it('is brought back by the carrier where the call goes on', async () => {
    const callSid = await callThatGoesOn()
    const { caller, ...client } = await media.callerOnTheLine(callSid)
    await secondsPass(3)
    expect(await client.closed).toBe(1011)
    expect(media.phoneNetwork.broughtBack).toEqual([callSid])
    expect(caller.events).toEqual([{ type: 'line-closed', by: 'fault' }])
  })

  it('has hung up where the carrier says so', async () => {
    const callSid = await callThatGoesOn()
    const { caller, ...client } = await media.callerOnTheLine(callSid)
    media.phoneNetwork.ends(callSid)
    await secondsPass(3)
    expect(await client.closed).toBe(1000)
    expect(media.phoneNetwork.broughtBack).toEqual([])
    expect(caller.events).toEqual([{ type: 'line-closed', by: 'caller' }])
  })

  it('loses the socket where the carrier cannot be asked', async () => {
    const { caller, ...client } = await media.callerOnTheLine(sid)
    media.phoneNetwork.isBroken = true
    await secondsPass(3)
    expect(await client.closed).toBe(1011)
    expect(caller.events).toEqual([{ type: 'line-closed', by: 'fault' }])
  })

  it('is not asked about while sound comes', async () => {
    const { caller, ...client } = await media.callerOnTheLine(sid)
    for (let nth = 0; nth < 10; nth += 1) {
      client.send(soundFrame(sid, nth))
      await client.delivered()
      media.clock.advance(700)
    }
    expect(client.socket.readyState).toBe(client.socket.OPEN)
    expect(caller.heard.length).toBe(10)
  })
})
