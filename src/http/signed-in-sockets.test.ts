import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { createTestApi } from '../../test/fakes/api-server.ts'
import { createManualClock, type ManualClock } from '../../test/fakes/manual-clock.ts'

const signedOut = 1008
const settled = () => new Promise((resolve) => setImmediate(resolve))

let clock: ManualClock
let api: Awaited<ReturnType<typeof createTestApi>>
beforeEach(async () => {
  clock = createManualClock()
  api = await createTestApi({ clock })
})
afterEach(() => api[Symbol.asyncDispose]())

const signOut = (cookie: string) =>
  api.server.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } })

async function minutesPass(count: number) {
  for (let minute = 0; minute < count; minute += 1) {
    clock.advance(60_000)
    await settled()
  }
}

describe('a dashboard that stays open', () => {
  it('hears no caller any more after it was signed out', async () => {
    const cookie = await api.signedInCookie()
    const live = await api.socket('/live', { cookie })
    expect((await signOut(cookie)).statusCode).toBe(204)
    expect(await live.closed).toBe(signedOut)
  })

  it('is not closed by somebody else who signs out', async () => {
    const [leaving, staying] = [await api.signedInCookie(), await api.signedInCookie()]
    const live = await api.socket('/live', { cookie: staying })
    await signOut(leaving)
    live.send({ type: 'nothing' })
    expect(await live.next()).toMatchObject({ type: 'error' })
    live.socket.close()
  })

  it('hears no caller any more within a minute after its key was revoked', async () => {
    const { id, key } = await api.stores.access.createApiKey({ name: 'wall', now: clock.now() })
    const live = await api.socket('/live', { authorization: `Bearer ${key}` })
    await minutesPass(2)
    expect(live.socket.readyState).toBe(live.socket.OPEN)
    await api.stores.access.revokeApiKey({ id, now: clock.now() })
    await minutesPass(1)
    expect(await live.closed).toBe(signedOut)
  })

  it('goes on hearing callers while the records are away, and is looked at again', async () => {
    const { access } = api.stores
    const { id, key } = await access.createApiKey({ name: 'wall', now: clock.now() })
    const live = await api.socket('/live', { authorization: `Bearer ${key}` })
    const { findApiKey } = access
    access.findApiKey = () => Promise.reject(new Error('the records are away'))
    await minutesPass(1)
    live.send({ type: 'nothing' })
    expect(await live.next()).toMatchObject({ type: 'error' })
    access.findApiKey = findApiKey
    await access.revokeApiKey({ id, now: clock.now() })
    await minutesPass(1)
    expect(await live.closed).toBe(signedOut)
  })
})

describe('the phone in the browser', () => {
  it('is hung up by signing out', async () => {
    const lines = await carrierThatAnswers()
    await using own = await createTestApi({ carrier: { url: lines.url, authToken: 'secret' } })
    const cookie = await own.signedInCookie()
    const phone = await own.socket('/softphone', { cookie })
    await own.server.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } })
    expect(await phone.closed).toBe(signedOut)
    await lines.hungUp
    lines.close()
  })
})

/** A carrier that takes one line and tells when it ends. */
async function carrierThatAnswers() {
  const carrier = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await new Promise((resolve) => carrier.on('listening', resolve))
  const hungUp = new Promise<void>((resolve) =>
    carrier.on('connection', (line) => line.on('close', () => resolve())),
  )
  const address = carrier.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { url: `http://127.0.0.1:${port}`, hungUp, close: () => carrier.close() }
}
