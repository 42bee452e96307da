import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createSteppedClock } from '../../../carrier/stepped-clock.ts'
import type { FakeRealtimeOptions } from './fake-options.ts'
import { createFakeRealtimeServer } from './fake-realtime-server.ts'
import { connect, onTheLine, phoneSession } from './testing/plain-client.ts'

/** How a handshake ends: the status, and the code in the words of OpenAI. */
async function refusal(url: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(url, { headers })
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
  const body = await response.toArray()
  socket.on('error', () => undefined).terminate()
  const { error } = JSON.parse(Buffer.concat(body as Buffer[]).toString()) as {
    error: { code: string }
  }
  return { status: response.statusCode, code: error.code }
}

async function listening(options: FakeRealtimeOptions = {}) {
  return createFakeRealtimeServer(options)
}

describe('a handshake with the stand-in', () => {
  it('opens a session of the model that was asked for', async () => {
    await using server = await listening({ apiKey: 'sk-right' })
    const headers = { authorization: 'Bearer sk-right', 'user-agent': 'tests' }
    const client = await connect(server, { headers })
    expect(await client.event('session.created')).toMatchObject({
      session: { object: 'realtime.session', type: 'realtime', model: 'gpt-realtime-2.1' },
    })
    expect(server.handshakes).toEqual([
      {
        index: 0,
        model: 'gpt-realtime-2.1',
        authorization: 'Bearer sk-right',
        userAgent: 'tests',
      },
    ])
  })

  it('is refused for a wrong key, no model, an unknown one, and another path', async () => {
    await using server = await listening({ apiKey: 'sk-right', models: ['gpt-realtime-2.1'] })
    const right = { authorization: 'Bearer sk-right' }
    const { url } = server
    expect(await refusal(`${url}?model=gpt-realtime-2.1`)).toEqual({
      status: 401,
      code: 'invalid_api_key',
    })
    expect(await refusal(url, right)).toEqual({ status: 400, code: 'missing_model' })
    expect(await refusal(`${url}?model=gpt-5`, right)).toMatchObject({ code: 'model_not_found' })
    expect(await refusal(`${url}/calls?model=gpt-realtime-2.1`, right)).toMatchObject({
      status: 404,
    })
    expect(server.sessions).toEqual([])
    expect(server.handshakes).toHaveLength(4)
  })

  it.each([401, 403, 404, 429, 500, 503] as const)(
    'is refused with %d on demand',
    async (status) => {
      await using server = await listening({ handshake: () => ({ refuse: status }) })
      expect(await refusal(`${server.url}?model=any`)).toMatchObject({ status })
    },
  )

  it('is told apart from the next one, and may be answered otherwise from now on', async () => {
    await using server = await listening({
      handshake: ({ index }) => (index === 0 ? { refuse: 429 } : 'accept'),
    })
    expect(await refusal(`${server.url}?model=any`)).toMatchObject({ code: 'insufficient_quota' })
    await connect(server)
    server.answersHandshakes(() => 'drop')
    await expect(connect(server)).rejects.toThrow('socket hang up')
    expect(server.sessions).toHaveLength(1)
  })

  it('is never answered when it is to hang', async () => {
    await using server = await listening({ handshake: () => 'hang' })
    const socket = new WebSocket(`${server.url}?model=any`, { handshakeTimeout: 50 })
    const [error] = (await once(socket, 'error')) as [Error]
    expect(error.message).toBe('Opening handshake has timed out')
  })

  it('is accepted as late as it is to be', async () => {
    const clock = createSteppedClock()
    await using server = await listening({ clock, handshake: () => ({ acceptAfterMs: 300 }) })
    const connecting = connect(server)
    await expect.poll(() => server.handshakes.length).toBe(1)
    await clock.advance(299)
    expect(server.sessions).toHaveLength(0)
    await clock.advance(1)
    await connecting
    expect(server.sessions).toHaveLength(1)
  })

  it('with the header of the beta is told that the beta is over', async () => {
    await using server = await listening()
    const client = await connect(server, { headers: { 'openai-beta': 'realtime=v1' } })
    expect(await client.event('error')).toMatchObject({
      error: { code: 'beta_api_shape_disabled' },
    })
    expect(await client.closed).toBe(4000)
    expect(server.violations).toMatchObject([{ code: 'beta_api_shape_disabled' }])
  })
})

it('a session tells how it was configured, field by field', async () => {
  await using line = await onTheLine()
  const { client, session } = line
  expect(session.settings).toMatchObject(phoneSession)
  const created = await client.event('session.updated')
  expect(created).toMatchObject({
    session: {
      ...phoneSession,
      audio: { input: { turn_detection: { prefix_padding_ms: 300, threshold: 0.5 } } },
    },
  })
  client.send({ type: 'session.update', session: { type: 'realtime', instructions: 'Be brief.' } })
  await client.event('session.updated', 1)
  expect(session.settings.instructions).toBe('Be brief.')
  expect(session.settings.audio.output.voice).toBe('marin')
})

it('a session that is slow to be configured keeps what is asked for meanwhile', async () => {
  const clock = createSteppedClock()
  await using server = await createFakeRealtimeServer({ clock, configuresAfterMs: 200 })
  const client = await connect(server)
  client.send({ type: 'session.update', session: phoneSession })
  client.send({ type: 'response.create' })
  const session = await server.session(0)
  await session.until(({ received }) => received.length === 2)
  await clock.advance(199)
  expect(session.isConfigured).toBe(false)
  expect(session.responses).toEqual([])
  await clock.advance(1)
  expect(session.isConfigured).toBe(true)
  expect(session.responses).toHaveLength(1)
  expect(session.received).toHaveLength(2)
})
