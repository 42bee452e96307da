import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestApi } from '../../test/fakes/api-server.ts'

type Api = Awaited<ReturnType<typeof createTestApi>>

let api: Api
beforeEach(async () => {
  await (api as Api | undefined)?.[Symbol.asyncDispose]()
  api = await createTestApi()
})
afterAll(() => api[Symbol.asyncDispose]())

function post(url: string, body?: unknown, headers: Record<string, string> = {}) {
  const authorized = { authorization: api.authorization, ...headers }
  return api.server.inject({ method: 'POST', url, headers: authorized, ...(body ? { body } : {}) })
}

const call = (body: unknown, headers?: Record<string, string>) => post('/api/calls', body, headers)

describe('POST /api/calls', () => {
  it('makes a phone ring, and shows the call as all calls are shown', async () => {
    const reply = await call({ to: '+1 (202) 555-0123', opening: 'It is about the tap.' })
    expect(reply.statusCode).toBe(201)
    expect(reply.json()).toMatchObject({
      callSid: expect.stringMatching(/^CA/) as string,
      direction: 'outbound',
      from: '+15550100000',
      to: '+12025550123',
      status: 'active',
      phase: 'ringing',
      endedAt: null,
    })
    const { id } = reply.json<{ id: string }>()
    expect((await api.get(`/api/calls/${id}`)).json()).toMatchObject({ id, direction: 'outbound' })
  })

  it('says in words why somebody is not called', async () => {
    const reply = await call({ to: '+18765557890' })
    expect(reply.statusCode).toBe(422)
    expect(reply.json()).toEqual({
      error: {
        code: 'outbound-refused',
        message: 'The number is in Jamaica, and calls are allowed to United States only.',
      },
    })
    expect(api.phoneNetwork.placed).toEqual([])
  })

  it('hands on why the carrier does not call somebody', async () => {
    api.phoneNetwork.refuses('+15550100901')
    const reply = await call({ to: '+15550100901' })
    expect([reply.statusCode, reply.json()]).toEqual([
      422,
      { error: { code: 'outbound-refused', message: 'That is no number that can be called' } },
    ])
  })

  it('answers 503 while the carrier cannot be reached', async () => {
    api.phoneNetwork.isBroken = true
    const reply = await call({ to: '+15550100901' })
    expect(reply.statusCode).toBe(503)
    expect(reply.json()).toEqual({
      error: {
        code: 'carrier-unavailable',
        message: 'The phone carrier cannot be reached at the moment',
      },
    })
  })

  it.each([
    [{}],
    [{ to: '' }],
    [{ to: 12025550123 }],
    [{ to: '1'.repeat(41) }],
    [{ to: '+15550100901', opening: 'x'.repeat(301) }],
    [{ to: ['+15550100901'] }],
    ['+15550100901'],
  ])('refuses what is no wish for a call: %j', async (body) => {
    const reply = await call(body, { 'content-type': 'application/json' })
    expect(reply.statusCode).toBe(400)
    expect(api.phoneNetwork.placed).toEqual([])
  })

  it('rings nobody’s phone for somebody who is not signed in, or comes from another site', async () => {
    const wish = { method: 'POST', url: '/api/calls', body: { to: '+15550100901' } } as const
    expect((await api.server.inject(wish)).statusCode).toBe(401)
    const cookie = await api.signedInCookie()
    const foreign = { cookie, origin: 'https://evil.example', host: 'localhost' }
    expect((await api.server.inject({ ...wish, headers: foreign })).statusCode).toBe(403)
    expect(api.phoneNetwork.placed).toEqual([])
    const own = { cookie, origin: 'http://localhost', host: 'localhost' }
    expect((await api.server.inject({ ...wish, headers: own })).statusCode).toBe(201)
  })

  it('is slowed down for whoever wants to call many people', async () => {
    const statuses = new Set<number>()
    for (let count = 0; count < 35; count += 1) {
      statuses.add((await call({ to: '+18765557890' })).statusCode)
    }
    expect([...statuses]).toEqual([422, 429])
  })
})

describe('POST /api/calls/:id/hang-up', () => {
  it('has the carrier end a call, and says so when it is over already', async () => {
    const placed = (await call({ to: '+15550100901' })).json<{ id: string; callSid: string }>()
    const reply = await post(`/api/calls/${placed.id}/hang-up`)
    expect([reply.statusCode, reply.json()]).toEqual([202, { state: 'hanging-up' }])
    expect(api.phoneNetwork.hungUp).toEqual([placed.callSid])
    expect((await post(`/api/calls/${placed.callSid}/hang-up`)).statusCode).toBe(202)
  })

  it('does not find a call that nobody knows', async () => {
    expect((await post('/api/calls/CA0/hang-up')).statusCode).toBe(404)
    expect((await post(`/api/calls/${crypto.randomUUID()}/hang-up`)).statusCode).toBe(404)
  })

  it('is not for strangers, and needs a carrier that can be reached', async () => {
    const placed = (await call({ to: '+15550100901' })).json<{ id: string }>()
    const url = `/api/calls/${placed.id}/hang-up`
    expect((await api.server.inject({ method: 'POST', url })).statusCode).toBe(401)
    api.phoneNetwork.isBroken = true
    expect((await post(url)).statusCode).toBe(503)
  })
})
