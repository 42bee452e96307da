import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { createSteppedClock } from '../../../carrier/stepped-clock.ts'
import { brokenSound, shorterSound, type Fault, type FaultRule } from './faults.ts'
import { connect, onTheLine, phoneSession } from './testing/plain-client.ts'

const answer = { type: 'response.create' }
const delta = 'response.output_audio.delta'

/** A line on which an answer of four pieces is asked for. */
async function answering(...faults: FaultRule[]) {
  const mind = () => ({ says: 'We open at nine.' })
  const line = await onTheLine({ mind, faults, pace: { speed: Infinity } })
  line.client.send(answer)
  return line
}

/** The sound of an answer's pieces, in bytes. */
async function lengths(does: Fault, rule: Partial<FaultRule> = {}): Promise<number[]> {
  await using line = await answering({ sending: delta, does, ...rule })
  await line.client.event('response.done')
  return line.client.events
    .filter(({ type }) => type === delta)
    .map((event) => Buffer.from(String(event['delta']), 'base64').length)
}

describe('a session of the stand-in', () => {
  it('lasts as long as it may, and then says so and is closed', async () => {
    const clock = createSteppedClock()
    await using line = await onTheLine({ clock, configuresAfterMs: 0, expiresAfterMs: 1000 })
    await clock.advance(999)
    expect(line.session.closed).toBeUndefined()
    await clock.advance(1)
    expect(await line.client.event('error')).toMatchObject({ error: { code: 'session_expired' } })
    expect(await line.client.closed).toBe(1001)
    expect(line.session.closed).toEqual({ by: 'server', code: 1001 })
  })

  it('lasts an hour where nothing else was said', async () => {
    const clock = createSteppedClock()
    await using line = await onTheLine({ clock, configuresAfterMs: 0 })
    await clock.advance(60 * 60_000)
    expect(await line.client.closed).toBe(1001)
  })

  it.each([1000, 1001, 1006, 1011, 4000])('is closed with %d when a test says so', async (code) => {
    await using line = await onTheLine()
    line.session.closes(code)
    expect(await line.client.closed).toBe(code)
    const closed = await line.session.until((session) => session.closed)
    expect(closed).toEqual({ by: 'server', code })
  })

  it('knows when it was the client that closed it', async () => {
    await using line = await onTheLine()
    line.client.socket.close(1000)
    expect(await line.session.until(({ closed }) => closed)).toEqual({ by: 'client', code: 1000 })
  })

  it('reports an error and goes on', async () => {
    await using line = await onTheLine()
    line.session.reports({ code: 'rate_limit_exceeded', type: 'rate_limit_error' })
    expect(await line.client.event('error')).toMatchObject({
      error: { type: 'rate_limit_error', code: 'rate_limit_exceeded', event_id: null },
    })
    line.client.send(answer)
    await line.client.event('response.done')
  })

  it('falls silent and stays open, or does not even answer a ping', async () => {
    await using line = await onTheLine()
    const { client, session } = line
    session.fallsSilent()
    client.send(answer)
    client.socket.ping()
    await once(client.socket, 'pong')
    expect(client.types()).not.toContain('response.created')
    session.stalls()
    client.socket.ping()
    await line.server.settled()
    const pong = once(client.socket, 'pong', { signal: AbortSignal.timeout(50) })
    await expect(pong).rejects.toThrow('aborted')
    expect(client.socket.readyState).toBe(client.socket.OPEN)
  })

  it('sends whatever a test wants to see sent', async () => {
    await using line = await onTheLine()
    const { client, session } = line
    session.sends({ type: 'response.invented', response_id: 'resp_x' })
    session.sends('{"type":"response.')
    session.sends(Buffer.from([0, 1, 2]))
    session.sends({ type: 'padding', text: 'x'.repeat(1024 * 1024) })
    await client.event('padding')
    expect(client.types().slice(-4)).toEqual(['response.invented', 'no JSON', 'binary', 'padding'])
    expect(session.sent.slice(-4)).toEqual(['response.invented', 'text', 'binary', 'padding'])
  })
})

describe('a fault by rule', () => {
  it('closes at a certain piece of a certain answer', async () => {
    const does = { fault: 'closes', code: 1011 } as const
    await using line = await answering({ sending: delta, response: 1, nth: 2, does })
    const { client } = line
    await client.event('response.done')
    client.send(answer)
    expect(await client.closed).toBe(1011)
    expect(client.types().filter((type) => type === delta)).toHaveLength(4 + 2)
    expect(line.session.responses.map(({ status }) => status)).toEqual(['completed', 'cancelled'])
  })

  it('concerns one session, and no other', async () => {
    const does = { fault: 'closes', code: 1006 } as const
    await using line = await onTheLine({
      faults: [{ session: 1, sending: 'session.updated', does }],
    })
    const second = await connect(line.server)
    second.send({ type: 'session.update', session: phoneSession })
    expect(await second.closed).toBe(1006)
    expect(line.server.sessions.map(({ closed }) => closed?.code)).toEqual([undefined, 1006])
  })

  it('answers an event of the client instead of what it asked for', async () => {
    const does = { fault: 'error', code: 'server_error' } as const
    await using line = await answering({ receiving: 'response.create', does })
    const { client, session } = line
    expect(await client.event('error')).toMatchObject({ error: { code: 'server_error' } })
    expect(session.responses).toEqual([])
    client.send(answer)
    await client.event('response.done')
  })

  it('ends the session’s time, leaves it silent, or stops it altogether', async () => {
    await using expired = await answering({ sending: delta, nth: 1, does: { fault: 'expires' } })
    expect(await expired.client.closed).toBe(1001)
    for (const fault of ['falls-silent', 'stalls'] as const) {
      await using line = await answering({ sending: delta, nth: 1, does: { fault } })
      await line.client.event(delta)
      await line.session.until(({ responses }) => responses[0]?.status === 'completed')
      await line.server.settled()
      expect(line.client.types()).not.toContain('response.done')
    }
  })

  it('makes everything later from then on, in order', async () => {
    const clock = createSteppedClock()
    await using line = await onTheLine({
      clock,
      configuresAfterMs: 0,
      mind: () => ({ says: 'We open at nine.' }),
      pace: { speed: Infinity },
      faults: [{ sending: 'response.created', does: { fault: 'slows', ms: 700 } }],
    })
    clock.settleWith(() => line.server.settled())
    line.client.send(answer)
    await line.session.until(({ responses }) => responses[0]?.status === 'completed')
    await clock.advance(699)
    expect(line.client.types().at(-1)).toBe('session.updated')
    await clock.advance(1)
    expect(line.client.types().slice(-1)).toEqual(['response.done'])
  })

  it('leaves events out, repeats them, and sends one after the next', async () => {
    const usual = [1920, 1920, 1920, 1920]
    expect(await lengths({ fault: 'omits' }, { nth: 1, times: 2 })).toEqual(usual.slice(2))
    expect(await lengths({ fault: 'repeats' })).toEqual([1920, ...usual])
    await using line = await answering({
      sending: 'response.created',
      does: { fault: 'swaps' },
    })
    await line.client.event('response.done')
    const types = line.client.types()
    expect(types.indexOf('response.created')).toBe(types.indexOf('rate_limits.updated') + 1)
  })

  it('adds frames of every kind before an event', async () => {
    const frames = [{ type: 'response.invented' }, 'nonsense', Buffer.from('x')]
    await using line = await answering({ sending: delta, does: { fault: 'adds', frames } })
    await line.client.event('response.done')
    const types = line.client.types()
    const first = types.indexOf(delta)
    expect(types.slice(first - 3, first)).toEqual(['response.invented', 'no JSON', 'binary'])
  })

  it('sends sound of odd length, and sound that is none', async () => {
    expect(await lengths(shorterSound(3), { times: 2 })).toEqual([1917, 1917, 1920, 1920])
    await using line = await answering({ sending: delta, nth: 3, does: brokenSound })
    await line.client.event('response.done')
    const last = line.client.events.findLast(({ type }) => type === delta)
    expect(String(last?.['delta'])).toMatch(/^%/)
  })

  it('may come and go while a test runs', async () => {
    await using line = await answering()
    const { client, server } = line
    await client.event('response.done')
    const takeAway = server.adds({ sending: delta, times: Infinity, does: { fault: 'omits' } })
    client.send(answer)
    await client.event('response.done', 1)
    takeAway()
    client.send(answer)
    await client.event('response.done', 2)
    expect(client.types().filter((type) => type === delta)).toHaveLength(8)
  })
})
