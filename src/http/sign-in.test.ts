import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApi } from '../../test/fakes/api-server.ts'

type Api = Awaited<ReturnType<typeof createTestApi>>

let api: Api
beforeAll(async () => (api = await createTestApi()))
afterAll(() => api[Symbol.asyncDispose]())

async function freshLink(now = new Date()): Promise<string> {
  return (await api.stores.access.createSignInLink({ email: 'ada@example.com', now })).token
}

const redeem = (token: string, headers: Record<string, string> = {}) =>
  api.server.inject({ method: 'POST', url: '/api/session', headers, body: { token } })

describe('signing in', () => {
  it('works once with a link, and the session is known afterwards', async () => {
    const reply = await redeem(await freshLink())
    expect(reply.statusCode).toBe(200)
    const cookie = String(reply.headers['set-cookie'])
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    const session = await api.get('/api/session', { cookie: cookie.split(';')[0] ?? '' })
    expect(session.json()).toMatchObject({
      member: { email: 'ada@example.com' },
      business: 'Harbor',
    })
  })

  it('says so when a link is used twice', async () => {
    const token = await freshLink()
    await redeem(token)
    const again = await redeem(token)
    expect(again.statusCode).toBe(410)
    expect(again.json()).toMatchObject({ error: { code: 'link-used' } })
    expect(again.headers['set-cookie']).toBeUndefined()
  })

  it('says so when a link is too old, or none of ours', async () => {
    const old = await redeem(await freshLink(new Date(Date.now() - 11 * 60_000)))
    expect(old.json()).toMatchObject({ error: { code: 'link-expired' } })
    expect((await redeem('made-up')).json()).toMatchObject({ error: { code: 'link-unknown' } })
  })

  it('is not burnt by a page that only looks at the link', async () => {
    const token = await freshLink()
    await api.get(`/sign-in?token=${token}`, {})
    expect((await redeem(token)).statusCode).toBe(200)
  })

  it('ends with signing out', async () => {
    const cookie = await api.signedInCookie()
    const out = await api.server.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { cookie },
    })
    expect(out.statusCode).toBe(204)
    expect((await api.get('/api/session', { cookie })).statusCode).toBe(401)
  })

  it('keeps its cookie to https where the address is https', async () => {
    await using secure = await createTestApi({ appUrl: 'https://voice.example.com' })
    const { token } = await secure.stores.access.createSignInLink({
      email: 'ada@example.com',
      now: new Date(),
    })
    const reply = await secure.server.inject({
      method: 'POST',
      url: '/api/session',
      body: { token },
    })
    expect(String(reply.headers['set-cookie'])).toMatch(/^__Host-session=.*Secure/)
  })

  it('cannot be used by a page of another site', async () => {
    const cookie = await api.signedInCookie()
    const foreign = { cookie, origin: 'https://evil.example', host: 'localhost' }
    const reply = await api.server.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: foreign,
    })
    expect(reply.statusCode).toBe(403)
    expect((await redeem(await freshLink(), { origin: 'https://evil.example' })).statusCode).toBe(
      403,
    )
    await expect(api.socket('/live', foreign)).rejects.toThrow('refused with 403')
  })

  it('works behind a proxy that asks us under another name', async () => {
    await using proxied = await createTestApi({ appUrl: 'https://voice.example.com/phone' })
    const own = { origin: 'https://voice.example.com', host: '127.0.0.1:3000' }
    const now = new Date()
    const { token } = await proxied.stores.access.createSignInLink({ email: 'a@example.com', now })
    const session = { method: 'POST', url: '/api/session', body: { token } } as const
    for (const origin of ['https://evil.example', 'http://voice.example.com', 'null']) {
      const foreign = await proxied.server.inject({ ...session, headers: { ...own, origin } })
      expect([origin, foreign.statusCode]).toEqual([origin, 403])
    }
    expect((await proxied.server.inject({ ...session, headers: own })).statusCode).toBe(200)
    const live = await proxied.socket('/live', {
      ...own,
      cookie: await proxied.signedInCookie(),
    })
    live.socket.close()
  })

  it('is slowed down for whoever tries many links', async () => {
    await using guessed = await createTestApi()
    const statuses = new Set<number>()
    for (let count = 0; count < 25; count += 1) {
      const body = { token: `guess-${count}` }
      const reply = await guessed.server.inject({ method: 'POST', url: '/api/session', body })
      statuses.add(reply.statusCode)
    }
    expect([...statuses]).toEqual([410, 429])
  })
})
