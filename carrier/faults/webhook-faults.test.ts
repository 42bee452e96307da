import { describe, expect, it } from 'vitest'
import { signatureOf } from '../signature.ts'
import { startStandInServer } from '../testing/stand-in-server.ts'
import { authToken, hangUp, webhookLine } from '../testing/webhook-line.ts'

describe('a request that a fault strikes', () => {
  it('comes twice at once, recognisable as the same', async () => {
    await using server = await startStandInServer({ answers: { '/voice': hangUp } })
    const { control, client } = webhookLine(server.url, server.url, [
      { kind: 'webhook-duplicated', path: '/voice' },
    ])
    expect(await control('/voice')).toMatchObject({ ok: true })
    await client.outstanding.drained()
    const tokens = server.requests.map(({ headers }) => headers['i-twilio-idempotency-token'])
    expect(tokens).toHaveLength(2)
    expect(new Set(tokens).size).toBe(1)
  })

  it('never arrives', async () => {
    await using server = await startStandInServer({ answers: { '/voice': hangUp } })
    const { control } = webhookLine(server.url, server.url, [{ kind: 'webhook-dropped', nth: 2 }])
    expect(await control('/voice')).toMatchObject({ ok: true })
    expect(await control('/voice')).toMatchObject({ ok: false, errorCode: 11_205 })
    expect(server.requests).toHaveLength(1)
  })

  it('comes a day late, without holding up anything', async () => {
    await using server = await startStandInServer()
    const { clock, inform } = webhookLine(server.url, server.url, [
      { kind: 'webhook-delayed', path: '/status', delayMs: 86_400_000 },
    ])
    await inform('/status')
    await inform('/other')
    await clock.advance(86_399_999)
    expect(server.requests.map(({ path }) => path)).toEqual(['/other'])
    await clock.advance(1)
    await expect.poll(() => server.requests.map(({ path }) => path)).toEqual(['/other', '/status'])
  })

  it('holds a call up when its answer is needed', async () => {
    await using server = await startStandInServer({ answers: { '/voice': hangUp } })
    const { clock, control } = webhookLine(server.url, server.url, [
      { kind: 'webhook-delayed', delayMs: 1000 },
    ])
    const answer = control('/voice')
    await clock.advance(999)
    expect(server.requests).toEqual([])
    await clock.advance(1)
    expect(await answer).toMatchObject({ ok: true })
  })

  it('comes after the one that should follow it', async () => {
    await using server = await startStandInServer()
    const { inform } = webhookLine(server.url, server.url, [{ kind: 'webhook-reordered', nth: 1 }])
    await inform('/first')
    await inform('/second')
    await expect.poll(() => server.requests.map(({ path }) => path)).toEqual(['/second', '/first'])
  })

  it('comes five seconds later when none follows it', async () => {
    await using server = await startStandInServer()
    const { clock, inform } = webhookLine(server.url, server.url, [{ kind: 'webhook-reordered' }])
    await inform('/first')
    await clock.advance(5000)
    await expect.poll(() => server.requests).toHaveLength(1)
  })

  it('is signed with a token that is wrong, or was right before', async () => {
    await using server = await startStandInServer({ answers: { '/voice': hangUp } })
    const oldToken = '9'.repeat(32)
    const { control } = webhookLine(server.url, server.url, [
      { kind: 'webhook-wrongly-signed', nth: 1 },
      { kind: 'webhook-signed-with-old-token', authToken: oldToken, nth: 2 },
    ])
    for (let time = 0; time < 3; time += 1) await control('/voice')
    const signed = { url: `${server.url}/voice`, form: { CallSid: 'CA1', Name: 'Zoë & Co' } }
    const signatures = server.requests.map(({ headers }) => headers['x-twilio-signature'])
    const right = signatureOf({ ...signed, authToken })
    const old = signatureOf({ ...signed, authToken: oldToken })
    expect(signatures.slice(1)).toEqual([old, right])
    expect([old, right]).not.toContain(signatures[0])
  })

  it('carries what no server has seen before, under a right signature', async () => {
    await using server = await startStandInServer({ answers: { '/voice': hangUp } })
    const { control } = webhookLine(server.url, server.url, [
      { kind: 'webhook-with-extra-parameters', parameters: { Ünknown: '1' }, nth: 1 },
      { kind: 'webhook-with-extra-parameters', nth: 2 },
    ])
    await control('/voice')
    await control('/voice')
    const [given, random] = server.requests
    expect(given?.form).toEqual({ CallSid: 'CA1', Name: 'Zoë & Co', Ünknown: '1' })
    expect(Object.keys(random?.form ?? {})).toHaveLength(3)
    const signed = { authToken, url: `${server.url}/voice`, form: given?.form ?? {} }
    expect(given?.headers['x-twilio-signature']).toBe(signatureOf(signed))
  })

  it('comes byte by byte', async () => {
    await using server = await startStandInServer({ answers: { '/voice': hangUp } })
    const { clock, control } = webhookLine(server.url, server.url, [
      { kind: 'webhook-dribbled', everyMs: 100 },
    ])
    const answer = control('/voice')
    await clock.advance(2000)
    expect(server.requests).toEqual([])
    await clock.advance(8000)
    expect(await answer).toMatchObject({ ok: true })
    expect(server.requests[0]?.form).toEqual({ CallSid: 'CA1', Name: 'Zoë & Co' })
  })

  it('is not sent any more when the client closes before its time', async () => {
    await using server = await startStandInServer()
    const { clock, client, inform } = webhookLine(server.url, server.url, [
      { kind: 'webhook-delayed', delayMs: 1000 },
    ])
    await inform('/status')
    client.close()
    await clock.advance(1000)
    expect(server.requests).toEqual([])
  })
})
