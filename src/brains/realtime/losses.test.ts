import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../../test/fakes/manual-clock.ts'
import { openRealtimePeer } from '../../../test/fakes/realtime-peer.ts'
import { openTalk, soundDelta } from '../../../test/fakes/realtime-talk.ts'
import { createRecordingListener } from '../../../test/fakes/speech-listener.ts'
import { speechRequest } from '../../../test/contracts/speech-brain.contract.ts'
import { systemClock } from '../../lib/clock.ts'
import { createOpenaiRealtimeSpeechBrain } from '../openai-realtime-speech-brain.ts'

/** Opens a session at an address, and waits until it is lost. */
async function lostAt(url: string, clock = systemClock) {
  const config = { apiKey: 'sk-secret', model: 'parrot', url }
  const session = createOpenaiRealtimeSpeechBrain({ config, clock }).open(speechRequest())
  const told = createRecordingListener()
  session.attach(told)
  return told.until(() => told.of('lost')[0])
}

async function refusedWith(status: string, error: object = {}) {
  const body = JSON.stringify({ error })
  const head = `HTTP/1.1 ${status} Refused\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`
  await using peer = await openRealtimePeer({
    greets(socket) {
      socket.end(`${head}\r\nConnection: close\r\n\r\n${body}`)
      return true
    },
  })
  return await lostAt(peer.url)
}

describe('a session that a Realtime server does not open', () => {
  it('because the business is in no zone of time that there is ends nothing but the session', () => {
    const config = { apiKey: 'sk-secret', model: 'parrot', url: 'ws://127.0.0.1:9' }
    const { agent } = speechRequest()
    const lostInTime = { ...agent, business: { ...agent.business, timeZone: 'Mars/Olympus_Mons' } }
    const brain = createOpenaiRealtimeSpeechBrain({ config, clock: createManualClock() })
    const session = brain.open(speechRequest({ agent: lostInTime }))
    const told = createRecordingListener()
    session.hear(Buffer.from('////'))
    session.answer()
    session.attach(told)
    session.attach(told)
    expect(told.events).toMatchObject([{ type: 'lost', reason: 'refused' }])
  })

  it.each([
    ['400', {}, 'refused', 'did not accept the request (400)'],
    [
      '401',
      { message: 'Incorrect API key provided: sk-secret' },
      'refused',
      'refused the key (401)',
    ],
    ['403', { message: 'Not for sk-secret' }, 'refused', '(403): Not for the key'],
    ['404', { message: 'No such model' }, 'refused', 'has no model parrot'],
    ['429', { code: 'insufficient_quota' }, 'refused', 'has no credit left (429)'],
    ['429', { code: 'rate_limit_exceeded' }, 'broken', 'asked more often than it allows (429)'],
    ['500', {}, 'broken', 'trouble of its own (500)'],
    ['302', {}, 'refused', '(302)'],
  ])('because of a status %s %j is %s', async (status, error, reason, words) => {
    const lost = await refusedWith(status, error)
    expect(lost.reason).toBe(reason)
    expect(lost.detail).toContain(words)
    expect(lost.detail).not.toContain('sk-secret')
  })

  it('because nobody is there is broken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    const { detail, reason } = await lostAt(`ws://127.0.0.1:${port}/v1/realtime`)
    expect(reason).toBe('broken')
    expect(detail).toContain('cannot be reached (ECONNREFUSED)')
  })

  it('because the connection is cut in the handshake is broken', async () => {
    await using peer = await openRealtimePeer({ greets: (socket) => Boolean(socket.destroy()) })
    expect(await lostAt(peer.url)).toMatchObject({ reason: 'broken' })
  })

  it('because its address cannot be one is lost like any other', async () => {
    expect(await lostAt('nowhere')).toMatchObject({ reason: 'broken' })
  })

  it('in time is not waited for', async () => {
    await using peer = await openRealtimePeer({ greets: () => true })
    const clock = createManualClock()
    const lost = lostAt(peer.url, clock)
    clock.advance(5_000)
    expect(await lost).toMatchObject({ reason: 'never-ready' })
  })

  it('and does not configure in time is not waited for either', async () => {
    await using talk = await openTalk()
    talk.clock.advance(5_000)
    expect(talk.told.of('lost')).toMatchObject([{ reason: 'never-ready' }])
    await once(talk.peer.socket, 'close')
  })

  it('and refuses to configure is refused, in its own words about the settings', async () => {
    await using talk = await openTalk()
    const message = "Invalid value: 'bob'. Supported values are: 'alloy', 'ash'."
    const param = 'session.audio.output.voice'
    const error = {
      type: 'invalid_request_error',
      code: 'invalid_value',
      message,
      param,
      event_id: 'set-up',
    }
    talk.peer.sends({ type: 'error', error })
    const { detail, reason } = await talk.told.until(() => talk.told.of('lost')[0])
    expect(reason).toBe('refused')
    expect(detail).toContain(param)
    expect(detail).toContain(message)
  })
})

describe('a session with a Realtime server that complains and closes before it is ready', () => {
  it('is refused, in the words of the complaint', async () => {
    await using talk = await openTalk()
    const error = { type: 'invalid_request_error', code: 'missing_model', message: 'No model.' }
    talk.peer.sends({ type: 'error', error })
    talk.peer.socket.close(1000)
    expect(await talk.told.until(() => talk.told.of('lost')[0])).toMatchObject({
      reason: 'refused',
      detail: expect.stringContaining('(missing_model): No model.') as string,
    })
  })
})

describe('a session with a Realtime server that is over', () => {
  it.each([
    [1000, '', 'broken'],
    [1001, '', 'expired'],
    [1008, '', 'refused'],
    [1011, '', 'broken'],
    [1012, '', 'broken'],
    [1013, '', 'broken'],
    [3000, 'invalid_request_error.session_expired', 'expired'],
    [4000, 'invalid_request_error.beta_api_shape_disabled', 'refused'],
    [4500, '', 'broken'],
  ])('by the code %i %s is %s', async (code, words, reason) => {
    await using talk = await openTalk()
    await talk.ready()
    talk.peer.socket.close(code, words)
    const lost = await talk.told.until(() => talk.told.of('lost')[0])
    expect(lost.reason).toBe(reason)
    expect(lost.detail).toMatch(/closed|ended/)
  })

  it.each([
    ['session_expired', 'expired'],
    ['beta_api_shape_disabled', 'refused'],
    ['insufficient_quota', 'refused'],
    ['invalid_api_key', 'refused'],
    ['model_not_found', 'refused'],
  ])('by the error %s is %s, and is let go', async (code, reason) => {
    await using talk = await openTalk()
    await talk.ready()
    talk.peer.sends({ type: 'error', error: { type: 'invalid_request_error', code } })
    expect(await talk.told.until(() => talk.told.of('lost')[0])).toMatchObject({ reason })
    await once(talk.peer.socket, 'close')
    expect(talk.told.of('lost')).toHaveLength(1)
  })

  it('because an answer could not be paid for is refused', async () => {
    await using talk = await openTalk()
    await talk.ready()
    await talk.answers('resp_1')
    const status_details = { type: 'failed', error: { code: 'insufficient_quota' } }
    talk.peer.sends({
      type: 'response.done',
      response: { id: 'resp_1', status: 'failed', status_details },
    })
    await talk.told.until(() => talk.told.of('lost').length > 0)
    expect(talk.told.order.slice(-2)).toEqual(['answer-ended resp_1', 'lost'])
    expect(talk.told.of('lost')).toMatchObject([{ reason: 'refused' }])
  })

  it('without a word is broken, and tells nothing more', async () => {
    await using talk = await openTalk()
    await talk.ready()
    await talk.answers('resp_1')
    talk.peer.sends(soundDelta('resp_1'))
    talk.peer.socket.terminate()
    expect(await talk.told.until(() => talk.told.of('lost')[0])).toMatchObject({ reason: 'broken' })
    talk.clock.advance(120_000)
    expect(talk.told.order.at(-1)).toBe('lost')
  })

  it('because nothing is heard of the server any more is broken', async () => {
    await using talk = await openTalk()
    await talk.ready()
    talk.peer.socket.pause()
    talk.clock.advance(24_000)
    expect(talk.told.of('lost')).toEqual([])
    talk.clock.advance(3_000)
    expect(talk.told.of('lost')).toMatchObject([{ reason: 'broken' }])
  })

  it('is not, while the server answers to being asked whether it is there', async () => {
    await using talk = await openTalk()
    await talk.ready()
    for (let time = 0; time < 4; time += 1) {
      const pinged = once(talk.peer.socket, 'ping')
      talk.clock.advance(21_000)
      await pinged
      await talk.understood()
    }
    expect(talk.told.of('lost')).toEqual([])
  })

  it('by a frame that is too large is broken, and nothing else is', async () => {
    await using talk = await openTalk()
    await talk.ready()
    talk.peer.sends(`{"type":"x","filler":"${'x'.repeat(5 * 1024 * 1024)}"}`)
    expect(await talk.told.until(() => talk.told.of('lost')[0])).toMatchObject({ reason: 'broken' })
  })

  it('because it has lasted too long was told to be best replaced before, once', async () => {
    await using talk = await openTalk({ ageingAfterMs: 10_000 })
    await talk.ready()
    talk.clock.advance(9_000)
    expect(talk.told.of('ageing')).toEqual([])
    talk.clock.advance(2_000)
    expect(talk.told.of('ageing')).toHaveLength(1)
    talk.clock.advance(4_000)
    expect(talk.told.of('ageing')).toHaveLength(1)
  })

  it('by ourselves is told to the server, and to nobody else', async () => {
    await using talk = await openTalk()
    await talk.ready()
    const before = talk.told.order.length
    talk.session.close()
    const [code] = (await once(talk.peer.socket, 'close')) as [number]
    expect(code).toBe(1000)
    expect(talk.told.order).toHaveLength(before)
  })

  it('before it was open is over without a word', async () => {
    await using peer = await openRealtimePeer({ greets: () => true })
    const config = { apiKey: undefined, model: 'parrot', url: peer.url }
    const brain = createOpenaiRealtimeSpeechBrain({ config, clock: systemClock })
    const told = createRecordingListener()
    const session = brain.open(speechRequest())
    session.attach(told)
    session.close()
    await new Promise((resolve) => setImmediate(resolve))
    expect(told.order).toEqual([])
  })
})
