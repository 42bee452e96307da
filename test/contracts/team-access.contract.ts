import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MakeStores, Stores } from './stores.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** What everything that lets people and programs in owes to the team. */
export function teamAccessContract(makeStores: MakeStores): void {
  let stores: Stores
  beforeAll(async () => {
    stores = await makeStores()
  })
  afterAll(() => stores[Symbol.asyncDispose]())

  const now = new Date('2026-03-01T10:00:00Z')
  const later = (ms: number) => new Date(now.getTime() + ms)

  async function signedIn(email = 'ada@example.com') {
    const { token } = await stores.access.createSignInLink({ email, now })
    const redeemed = await stores.access.redeemSignInLink({ token, now })
    if (!redeemed.signedIn) throw new Error(redeemed.reason)
    return redeemed
  }

  describe('a sign-in link', () => {
    it('signs the first member in as the owner and others as members', async () => {
      const first = await signedIn('Owner@Example.com')
      expect(first.member).toMatchObject({ email: 'owner@example.com', role: 'owner' })
      expect((await signedIn('other@example.com')).member.role).toBe('member')
      expect((await signedIn('owner@example.com')).member).toEqual(first.member)
    })

    it('works once', async () => {
      const { token } = await stores.access.createSignInLink({ email: 'a@example.com', now })
      await stores.access.redeemSignInLink({ token, now })
      expect(await stores.access.redeemSignInLink({ token, now })).toEqual({
        signedIn: false,
        reason: 'used',
      })
    })

    it('works for one only of all that use it at the same time', async () => {
      const { token } = await stores.access.createSignInLink({ email: 'b@example.com', now })
      const redeemed = await Promise.all(
        Array.from({ length: 8 }, () => stores.access.redeemSignInLink({ token, now })),
      )
      const [winner, ...others] = redeemed.toSorted((one) => (one.signedIn ? -1 : 1))
      expect(winner?.signedIn).toBe(true)
      expect(others).toEqual(others.map(() => ({ signedIn: false, reason: 'used' })))
    })

    it('works for ten minutes', async () => {
      const { token } = await stores.access.createSignInLink({ email: 'c@example.com', now })
      const tooLate = { token, now: later(10 * minuteMs) }
      expect(await stores.access.redeemSignInLink(tooLate)).toEqual({
        signedIn: false,
        reason: 'expired',
      })
      const inTime = { token, now: later(10 * minuteMs - 1) }
      expect((await stores.access.redeemSignInLink(inTime)).signedIn).toBe(true)
    })

    it.each(['', 'junk', 'a\0b', 'x'.repeat(10_000)])(
      'that was made up is unknown: %.20j',
      async (token) => {
        expect(await stores.access.redeemSignInLink({ token, now })).toEqual({
          signedIn: false,
          reason: 'unknown',
        })
      },
    )
  })

  describe('a session', () => {
    it('tells who is signed in, for thirty days', async () => {
      const { sessionToken: token, member } = await signedIn()
      expect(await stores.access.findSession({ token, now })).toEqual(member)
      const lastDay = later(30 * dayMs - 1)
      expect(await stores.access.findSession({ token, now: lastDay })).toEqual(member)
      const tooLate = later(30 * dayMs)
      expect(await stores.access.findSession({ token, now: tooLate })).toBeUndefined()
    })

    it('is over when it was ended, also twice', async () => {
      const { sessionToken: token } = await signedIn()
      await stores.access.endSession({ token })
      await stores.access.endSession({ token })
      expect(await stores.access.findSession({ token, now })).toBeUndefined()
    })

    it('is not opened by the token of a link, nor by a made-up one', async () => {
      const { token } = await stores.access.createSignInLink({ email: 'd@example.com', now })
      expect(await stores.access.findSession({ token, now })).toBeUndefined()
      expect(await stores.access.findSession({ token: 'junk', now })).toBeUndefined()
    })
  })

  describe('an API key', () => {
    it('is known by its beginning and tells whose it is', async () => {
      const { id, key } = await stores.access.createApiKey({ name: 'Reports', now })
      expect(key).toMatch(/^lav_[A-Za-z0-9_-]{43}$/)
      expect(await stores.access.findApiKey({ key, now })).toEqual({ id, name: 'Reports' })
    })

    it('is listed without the key itself, and with its last use', async () => {
      const { id, key } = await stores.access.createApiKey({ name: 'Export', now })
      const used = later(minuteMs)
      await stores.access.findApiKey({ key, now: used })
      const listed = (await stores.access.listApiKeys()).find((apiKey) => apiKey.id === id)
      expect(listed).toEqual({
        id,
        name: 'Export',
        prefix: key.slice(0, 10),
        createdAt: now,
        lastUsedAt: used,
        revokedAt: undefined,
      })
    })

    it('opens nothing once it is revoked', async () => {
      const { id, key } = await stores.access.createApiKey({ name: 'Old', now })
      expect(await stores.access.revokeApiKey({ id, now })).toBe(true)
      expect(await stores.access.revokeApiKey({ id, now: later(1) })).toBe(true)
      expect(await stores.access.findApiKey({ key, now })).toBeUndefined()
      const listed = (await stores.access.listApiKeys()).find((apiKey) => apiKey.id === id)
      expect(listed?.revokedAt).toEqual(now)
    })

    it('that nobody made is neither found nor revoked', async () => {
      expect(await stores.access.findApiKey({ key: 'lav_junk', now })).toBeUndefined()
      const unknown = { id: crypto.randomUUID(), now }
      expect(await stores.access.revokeApiKey(unknown)).toBe(false)
      expect(await stores.access.revokeApiKey({ id: 'no id', now })).toBe(false)
    })
  })
}
