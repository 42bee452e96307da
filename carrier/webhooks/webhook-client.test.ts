import { describe, expect, it } from 'vitest'
import { signatureOf } from '../signature.ts'
import { startStandInServer, twiml } from '../testing/stand-in-server.ts'
import { authToken, deadPort, hangUp, webhookLine } from '../testing/webhook-line.ts'

function redirect(status: number, location: string) {
  return { status, headers: { location }, body: '' }
}

describe('a control request', () => {
  it('is a signed form, and its answer comes back', async () => {
    await using server = await startStandInServer({ answers: { '/voice': hangUp } })
    const { control } = webhookLine(server.url)

    const url = `${server.url}/voice`
    expect(await control('/voice#rc=0')).toEqual({
      ok: true,
      url: `${url}#rc=0`,
      contentType: 'text/xml',
      body: hangUp,
    })
    const [request] = server.requests
    const form = { CallSid: 'CA1', Name: 'Zoë & Co' }
    expect(request?.form).toEqual(form)
    expect(request?.headers).toMatchObject({
      'x-twilio-signature': signatureOf({ authToken, url, form }),
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
    })
  })

  it('signs the public address and connects to the local one', async () => {
    await using server = await startStandInServer({ answers: { '/voice': hangUp } })
    const { control } = webhookLine(server.url, 'https://phone.example.com')

    expect(await control('/voice')).toMatchObject({ ok: true })
    const form = { CallSid: 'CA1', Name: 'Zoë & Co' }
    const signature = signatureOf({ authToken, url: 'https://phone.example.com/voice', form })
    expect(server.requests[0]?.headers).toMatchObject({
      'x-twilio-signature': signature,
      host: 'phone.example.com',
      'x-forwarded-proto': 'https',
    })
  })

  it('carries its parameters in the signed query when it is a GET', async () => {
    await using server = await startStandInServer({ answers: { '/voice': hangUp } })
    const { control } = webhookLine(server.url)

    await control('/voice?a=1', 'GET')
    const url = `${server.url}/voice?a=1&CallSid=CA1&Name=Zo%C3%AB+%26+Co`
    expect(server.requests[0]).toMatchObject({ method: 'GET', form: { a: '1', CallSid: 'CA1' } })
    expect(server.requests[0]?.headers['x-twilio-signature']).toBe(signatureOf({ authToken, url }))
  })

  it('follows redirects, by GET unless the redirect keeps the method', async () => {
    await using server = await startStandInServer({
      answers: { '/a': redirect(307, '/b'), '/b': redirect(302, '/c'), '/c': hangUp },
    })
    const { control } = webhookLine(server.url)

    expect(await control('/a')).toMatchObject({ ok: true, url: `${server.url}/c` })
    expect(server.requests.map((request) => `${request.method} ${request.path}`)).toEqual([
      'POST /a',
      'POST /b',
      'GET /c',
    ])
  })

  it('gives up after ten redirects', async () => {
    await using server = await startStandInServer({
      answers: { '/a': { status: 307, headers: { location: '/a' }, body: '' } },
    })
    const { control } = webhookLine(server.url)
    expect(await control('/a')).toMatchObject({ ok: false, errorCode: 11_215 })
    expect(server.requests).toHaveLength(11)
  })

  it('fails on any other status, without another try', async () => {
    await using server = await startStandInServer({ answers: { '/voice': 503 } })
    const { control } = webhookLine(server.url)
    expect(await control('/voice')).toMatchObject({ ok: false, errorCode: 11_200 })
    expect(server.requests).toHaveLength(1)
  })

  it('tries again by the fragment’s rule, with the same idempotency token', async () => {
    const answers = [503, 503, hangUp]
    await using server = await startStandInServer({
      answers: { '/voice': () => answers.shift() ?? 500 },
    })
    const { control } = webhookLine(server.url)

    expect(await control('/voice#rc=2&rp=5xx')).toMatchObject({ ok: true })
    const tokens = server.requests.map(({ headers }) => headers['i-twilio-idempotency-token'])
    expect(tokens).toHaveLength(3)
    expect(new Set(tokens).size).toBe(1)
  })

  it('fails when nothing listens', async () => {
    const { control } = webhookLine(`http://127.0.0.1:${await deadPort()}`)
    expect(await control('/voice')).toMatchObject({ ok: false, errorCode: 11_205 })
  })

  it('fails when no answer came in 15 seconds', async () => {
    const asked = Promise.withResolvers<void>()
    const never = Promise.withResolvers<string>()
    await using server = await startStandInServer({
      answers: {
        '/voice': () => {
          asked.resolve()
          return never.promise
        },
      },
    })
    const { clock, control } = webhookLine(server.url)

    const answer = control('/voice')
    await asked.promise
    await clock.advance(15_000)
    expect(await answer).toMatchObject({ ok: false, errorCode: 11_200 })
    never.resolve(hangUp)
  })

  it('notes an answer for which the caller had to wait more than five seconds', async () => {
    const asked = Promise.withResolvers<void>()
    const thought = Promise.withResolvers<string>()
    await using server = await startStandInServer({
      answers: {
        '/voice': () => {
          asked.resolve()
          return thought.promise
        },
      },
    })
    const { clock, control, trace, violations } = webhookLine(server.url)
    const answer = control('/voice')
    await asked.promise
    await clock.advance(5001)
    thought.resolve(hangUp)
    expect(await answer).toMatchObject({ ok: true })
    expect(trace).toContainEqual(expect.objectContaining({ code: 'slow-control-answer' }))
    expect(violations).toEqual([])
  })

  it('refuses addresses that are neither the server’s nor this machine’s', async () => {
    const { client } = webhookLine('http://127.0.0.1:9')
    const url = 'https://elsewhere.example.com/voice'
    expect(
      await client.control({ callSid: 'CA1', url, method: 'POST', parameters: {} }),
    ).toMatchObject({ ok: false, errorCode: 11_100 })
  })

  it('stops reading an answer without end', async () => {
    await using server = await startStandInServer({
      answers: { '/voice': { status: 200, headers: {}, body: 'x'.repeat(300_000) } },
    })
    expect(await webhookLine(server.url).control('/voice')).toMatchObject({
      ok: false,
      errorCode: 11_750,
    })
  })

  it('is given up when the client closes', async () => {
    const asked = Promise.withResolvers<void>()
    const never = Promise.withResolvers<string>()
    await using server = await startStandInServer({
      answers: {
        '/voice': () => {
          asked.resolve()
          return never.promise
        },
      },
    })
    const { client, control } = webhookLine(server.url)
    const answer = control('/voice')
    await asked.promise
    client.close()
    expect(await answer).toMatchObject({ ok: false })
    never.resolve(hangUp)
  })
})

describe('an informational request', () => {
  it('is to be answered without verbs, which nobody would do', async () => {
    await using server = await startStandInServer({
      answers: { '/good': twiml(), '/bad': twiml('<Say>Hello</Say>'), '/odd': 'no TwiML' },
    })
    const { inform, violations } = webhookLine(server.url)
    await inform('/good')
    await inform('/odd')
    expect(violations).toEqual([])
    await inform('/bad')
    expect(violations).toMatchObject([{ kind: 'verbs-in-callback-answer' }])
  })

  it('may tell a verb’s action, which answers as ever', async () => {
    await using server = await startStandInServer({ answers: { '/a': hangUp } })
    const { client, violations } = webhookLine(server.url)
    const request = { callSid: 'CA1', url: `${server.url}/a`, method: 'POST', parameters: {} }
    await client.inform({ ...request, method: 'POST' }, { tellsAction: true })
    expect(violations).toEqual([])
  })

  it('takes any success for an answer', async () => {
    await using server = await startStandInServer({ answers: { '/status': 204 } })
    const { client, violations } = webhookLine(server.url)
    const url = `${server.url}/status`
    await client.inform({ callSid: 'CA1', url, method: 'POST', parameters: {} })
    expect(violations).toEqual([])
  })

  it('notes a refusal and goes on', async () => {
    await using server = await startStandInServer({ answers: { '/status': 403 } })
    const { client, violations } = webhookLine(server.url)
    const url = `${server.url}/status`
    await client.inform({ callSid: 'CA1', url, method: 'POST', parameters: {} })
    expect(violations).toMatchObject([{ callSid: 'CA1', kind: 'callback-refused' }])
  })
})
