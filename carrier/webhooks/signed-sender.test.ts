import { describe, expect, it } from 'vitest'
import { signatureOf } from '../signature.ts'
import { startStandInServer } from '../testing/stand-in-server.ts'
import { authToken, hangUp, webhookLine } from '../testing/webhook-line.ts'

describe('the user and the password in a URL', () => {
  const voice = (url: string) => url.replace('http://', 'http://ann:a%20b@')
  const asksForThem = {
    status: 401,
    headers: { 'www-authenticate': 'Basic realm="phones"' },
    body: '',
  }

  it('are never signed, and come only when the server asks for them', async () => {
    await using server = await startStandInServer({
      answers: { '/voice': ({ headers }) => (headers['authorization'] ? hangUp : asksForThem) },
    })
    const { control, trace } = webhookLine(server.url, voice(server.url))
    expect(await control('/voice')).toMatchObject({ ok: true })
    expect(server.requests.map(({ headers }) => headers['authorization'])).toEqual([
      undefined,
      `Basic ${btoa('ann:a b')}`,
    ])
    const form = { CallSid: 'CA1', Name: 'Zoë & Co' }
    const signature = signatureOf({ authToken, url: `${server.url}/voice`, form })
    for (const { headers } of server.requests) {
      expect(headers['x-twilio-signature']).toBe(signature)
    }
    expect(JSON.stringify(trace)).not.toContain('a%20b')
  })

  it('are offered once', async () => {
    await using server = await startStandInServer({ answers: { '/voice': asksForThem } })
    expect(await webhookLine(server.url, voice(server.url)).control('/voice')).toMatchObject({
      ok: false,
    })
    expect(server.requests).toHaveLength(2)
  })

  it('stand for themselves where they are not encoded', async () => {
    await using server = await startStandInServer({
      answers: { '/voice': ({ headers }) => (headers['authorization'] ? hangUp : asksForThem) },
    })
    const { control } = webhookLine(server.url, server.url.replace('http://', 'http://50%zz:%@'))
    expect(await control('/voice')).toMatchObject({ ok: true })
    expect(server.requests[1]?.headers['authorization']).toBe(`Basic ${btoa('50%zz:%')}`)
  })

  it('stay away from a server that asks for something else', async () => {
    const headers = { 'www-authenticate': 'Bearer' }
    await using server = await startStandInServer({
      answers: { '/voice': { status: 401, headers, body: '' } },
    })
    await webhookLine(server.url, voice(server.url)).control('/voice')
    expect(server.requests).toHaveLength(1)
  })
})

describe('cookies', () => {
  it('come back with the next requests of the same call, and of no other', async () => {
    const headers = { 'content-type': 'text/xml', 'set-cookie': 'turn=1; Path=/; HttpOnly' }
    await using server = await startStandInServer({
      answers: { '/first': { status: 200, headers, body: hangUp }, '/next': hangUp },
    })
    const { client, control } = webhookLine(server.url)
    await control('/first')
    await control('/next')
    const url = `${server.url}/next`
    await client.control({ callSid: 'CA2', url, method: 'POST', parameters: {} })
    expect(server.requests.map((request) => request.headers['cookie'])).toEqual([
      undefined,
      'turn=1',
      undefined,
    ])
  })
})
