import { describe, expect, it } from 'vitest'
import { signatureOf } from '../signature.ts'
import { startStandInServer } from '../testing/stand-in-server.ts'
import { authToken, hangUp, webhookLine } from '../testing/webhook-line.ts'

describe('a URL’s fragment', () => {
  it.each(['GET', 'POST'] as const)('is neither sent nor signed (%s)', async (method) => {
    await using server = await startStandInServer({ answers: { '/voice': hangUp } })
    const { control } = webhookLine(server.url)
    await control('/voice#rc=2&rt=5000', method)
    const query = '?CallSid=CA1&Name=Zo%C3%AB+%26+Co'
    const form = method === 'POST' ? { CallSid: 'CA1', Name: 'Zoë & Co' } : {}
    const url = `${server.url}/voice${method === 'GET' ? query : ''}`
    expect(server.requests[0]?.headers['x-twilio-signature']).toBe(
      signatureOf({ authToken, url, form }),
    )
  })

  it.each([
    ['GET', 'rc=3&rp=4xx', 404, 4],
    ['POST', 'rc=3&rp=4xx', 404, 4],
    ['POST', 'rc=3&rp=all', 404, 4],
    ['POST', 'rc=3&rp=4xx', 500, 1],
    ['POST', 'rc=0&rp=5xx', 500, 1],
    ['GET', 'rp=ct,5xx', 500, 2],
    ['POST', 'rc=9&rp=5xx', 500, 2],
  ] as const)('rules that a %s with %s to a %i is tried: %i times', async (...row) => {
    const [method, fragment, status, tries] = row
    await using server = await startStandInServer({ answers: { '/voice': status } })
    expect(await webhookLine(server.url).control(`/voice#${fragment}`, method)).toMatchObject({
      ok: false,
    })
    expect(server.requests).toHaveLength(tries)
  })

  it('shortens how long an answer may take, and tries again if it says so', async () => {
    const arrivals = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const never = Promise.withResolvers<string>()
    let asked = 0
    await using server = await startStandInServer({
      answers: {
        '/voice': () => {
          arrivals[asked]?.resolve()
          asked += 1
          return never.promise
        },
      },
    })
    const { clock, control } = webhookLine(server.url)
    const answer = control('/voice#rt=1000&rc=1&rp=rt')
    await arrivals[0]?.promise
    await clock.advance(1000)
    await arrivals[1]?.promise
    await clock.advance(1000)
    expect(await answer).toMatchObject({ reason: 'no answer in 1000 ms' })
    never.resolve(hangUp)
  })

  it('knows no cause for a connection that breaks after the request was sent, not even among all', async () => {
    await using server = await startStandInServer({ answers: { '/voice': { cut: 'midway' } } })
    expect(await webhookLine(server.url).control('/voice#rc=3&rp=all')).toMatchObject({ ok: false })
    expect(server.requests).toHaveLength(1)
  })

  it('limits all tries together', async () => {
    const arrival = Promise.withResolvers<void>()
    const never = Promise.withResolvers<string>()
    await using server = await startStandInServer({
      answers: {
        '/voice': () => {
          arrival.resolve()
          return never.promise
        },
      },
    })
    const { clock, control } = webhookLine(server.url)
    const answer = control('/voice#rt=5000&rc=5&rp=all&tt=4000')
    await arrival.promise
    await clock.advance(4000)
    expect(await answer).toMatchObject({ ok: false, reason: 'given up' })
    expect(server.requests).toHaveLength(1)
    never.resolve(hangUp)
  })
})
