import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApi } from '../../test/fakes/api-server.ts'

type Api = Awaited<ReturnType<typeof createTestApi>>
type Reply = Awaited<ReturnType<Api['get']>>

let api: Api
beforeAll(async () => (api = await createTestApi()))
afterAll(() => api[Symbol.asyncDispose]())

const errorOf = (reply: Reply) => reply.json<{ error: { code: string; message: string } }>().error

async function openCall() {
  const id = crypto.randomUUID()
  const { call } = await api.stores.calls.open({
    id,
    sid: `CA${id.replaceAll('-', '')}`,
    direction: 'inbound',
    channel: 'relay',
    from: '+12025550123',
    to: '+12025550100',
    agentId: crypto.randomUUID(),
    startedAt: new Date('2026-03-02T15:00:00Z'),
  })
  const at = new Date('2026-03-02T15:00:05Z')
  await api.stores.journal.append({
    callId: call.id,
    epoch: call.epoch,
    phase: 'listening',
    entries: [
      { seq: 1, at, kind: 'caller-said', payload: { turn: 1, text: 'Hello', language: undefined } },
      {
        seq: 2,
        at,
        kind: 'tool-intended',
        payload: {
          turn: 1,
          toolCallId: 't1',
          tool: 'take-message',
          arguments: { reason: 'tap' },
          effectKey: 'k',
        },
      },
      {
        seq: 3,
        at,
        kind: 'tool-done',
        payload: {
          turn: 1,
          toolCallId: 't1',
          tool: 'take-message',
          tookMs: 3,
          result: {
            ok: true,
            receipt: { kind: 'message-taken', reference: 'r', summary: 'A message', facts: {} },
          },
        },
      },
      {
        seq: 4,
        at,
        kind: 'tool-intended',
        payload: {
          turn: 2,
          toolCallId: 't2',
          tool: 'schedule-callback',
          arguments: { when: 'tomorrow' },
          effectKey: 'k2',
        },
      },
      {
        seq: 5,
        at,
        kind: 'agent-heard',
        payload: { turn: 1, text: 'I noted', planned: 'I noted it down.', interrupted: true },
      },
    ],
  })
  return call
}

describe('the API', () => {
  it('lets nobody in who is not signed in', async () => {
    for (const url of [
      '/api/calls',
      '/api/calls/x',
      '/api/customers',
      '/api/tasks',
      '/api/session',
      '/api/openapi.json',
      '/api/docs',
    ]) {
      const reply = await api.get(url, {})
      expect([url, reply.statusCode]).toEqual([url, 401])
      expect(errorOf(reply).code).toBe('sign-in-needed')
    }
  })

  it('refuses a key that was made up, and one that was revoked', async () => {
    expect((await api.get('/api/calls', { authorization: 'Bearer lav_x' })).statusCode).toBe(401)
    const access = api.stores.access
    const { id, key } = await access.createApiKey({ name: 'old', now: new Date() })
    await access.revokeApiKey({ id, now: new Date() })
    const reply = await api.get('/api/calls', { authorization: `Bearer ${key}` })
    expect(reply.statusCode).toBe(401)
  })

  it('shows one call with everything about it, by our id and by the carrier’s', async () => {
    const call = await openCall()
    const byId = await api.get(`/api/calls/${call.id}`)
    expect(byId.json()).toMatchObject({
      id: call.id,
      callSid: call.sid,
      status: 'active',
      transcript: [
        { turn: 1, speaker: 'caller', text: 'Hello' },
        {
          turn: 1,
          speaker: 'agent',
          text: 'I noted',
          planned: 'I noted it down.',
          interrupted: true,
        },
      ],
      tools: [
        { tool: 'take-message', arguments: { reason: 'tap' }, receipt: { kind: 'message-taken' } },
        { tool: 'schedule-callback' },
      ],
      costs: [],
    })
    expect((await api.get(`/api/calls/${call.sid}`)).json()).toEqual(byId.json())
  })

  it('does not hide a callback that was being written down when the call was cut off', async () => {
    const call = await openCall()
    const { tools } = (await api.get(`/api/calls/${call.id}`)).json<{ tools: object[] }>()
    expect(tools[1]).toEqual({
      turn: 2,
      tool: 'schedule-callback',
      arguments: { when: 'tomorrow' },
      at: '2026-03-02T15:00:05.000Z',
      tookMs: null,
      receipt: null,
      refusal: null,
    })
  })

  it('gives calls page by page', async () => {
    await openCall()
    await openCall()
    interface Page {
      items: { id: string }[]
      nextCursor: string | null
    }
    const first = (await api.get('/api/calls?limit=1')).json<Page>()
    expect(first.items).toHaveLength(1)
    const second = (
      await api.get(`/api/calls?limit=1&cursor=${encodeURIComponent(first.nextCursor ?? '')}`)
    ).json<Page>()
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id)
  })

  it('says in words what is wrong with a request', async () => {
    expect(errorOf(await api.get('/api/calls?limit=lots'))).toMatchObject({
      code: 'request-invalid',
    })
    expect(errorOf(await api.get('/api/calls?limit=lots')).message).toContain('limit')
    expect((await api.get('/api/calls?status=vanished')).statusCode).toBe(400)
    expect((await api.get('/api/calls/not-a-call')).statusCode).toBe(404)
    expect((await api.get('/api/nothing')).statusCode).toBe(404)
  })

  it('refuses a body that is too large without reading it to its end', async () => {
    const reply = await api.server.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: 'x'.repeat(10 * 1024 * 1024) }),
    })
    expect(reply.statusCode).toBe(413)
    expect(errorOf(reply).code).toBe('body-too-large')
  })

  it('refuses a body that is not JSON, in words', async () => {
    const reply = await api.server.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'content-type': 'application/json' },
      body: '{"token":',
    })
    expect(reply.statusCode).toBe(400)
    expect(errorOf(reply).message).not.toContain('at ')
  })

  it('marks a task as done, and says so when it is asked twice', async () => {
    const call = await openCall()
    const added = await api.stores.tasks.add({
      callId: call.id,
      epoch: call.epoch,
      effectKey: crypto.randomUUID(),
      type: 'message',
      scheduledFor: new Date(),
      payload: { phoneNumber: '+12025550123', name: 'Ada', reason: 'tap', urgency: 'urgent' },
    })
    const id = added.added ? added.task.id : ''
    const done = () =>
      api.server.inject({
        method: 'PATCH',
        url: `/api/tasks/${id}`,
        headers: { authorization: api.authorization },
        body: { status: 'completed', result: 'called back' },
      })
    expect((await done()).json()).toMatchObject({ status: 'completed', result: 'called back' })
    expect((await done()).statusCode).toBe(200)
    const open = (await api.get('/api/tasks?status=pending')).json<{ items: { id: string }[] }>()
    expect(open.items.map((task) => task.id)).not.toContain(id)
  })

  it('lists customers', async () => {
    await openCall()
    const { items } = (await api.get('/api/customers')).json<{ items: { phoneNumber: string }[] }>()
    expect(items.map(({ phoneNumber }) => phoneNumber)).toContain('+12025550123')
  })

  it('describes itself completely', async () => {
    const { paths } = (await api.get('/api/openapi.json')).json<{ paths: Record<string, object> }>()
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/health',
        '/ready',
        '/api/session',
        '/api/calls',
        '/api/calls/{id}',
        '/api/calls/{id}/hang-up',
        '/api/customers',
        '/api/tasks',
        '/api/tasks/{id}',
      ]),
    )
  })

  it('sends headers that keep a browser from being used against its owner', async () => {
    const { headers } = await api.get('/health', {})
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-frame-options']).toBeDefined()
  })
})

describe('health', () => {
  it('is open to everyone and names the four agents', async () => {
    expect((await api.get('/health', {})).json()).toMatchObject({
      status: 'healthy',
      agents: ['voice', 'conversation', 'analytics', 'integration'],
    })
    expect((await api.get('/ready', {})).json()).toEqual({ ready: true })
  })

  it('answers 200 while calls can be taken, and 503 when none can', async () => {
    await using worse = await createTestApi({
      health: { status: 'degraded', reasons: ['The database does not answer'] },
    })
    const degraded = await worse.get('/health', {})
    expect(degraded.statusCode).toBe(200)
    expect(degraded.json()).toMatchObject({ reasons: ['The database does not answer'] })
    await using worst = await createTestApi({ health: { status: 'down', reasons: [] } })
    expect((await worst.get('/health', {})).statusCode).toBe(503)
  })
})
