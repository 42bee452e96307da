import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTwilioRest } from './rest-client.ts'
import { restProblem } from './rest-problem.ts'

const accountSid = `AC${'1'.repeat(32)}`
const authToken = 'the secret token'

interface Answer {
  readonly status: number
  readonly body: unknown
}

/** A stand-in for Twilio on this machine that remembers what it was asked. */
async function openTwilio(answer: Answer | 'silence') {
  const asked: { method: string; url: string; authorization: string; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      asked.push({ method, url, authorization: headers.authorization ?? '', body })
      if (answer === 'silence') return
      const isText = typeof answer.body === 'string'
      response.writeHead(answer.status, {
        'content-type': isText ? 'text/html' : 'application/json',
      })
      response.end(isText ? answer.body : JSON.stringify(answer.body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    asked,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const callSid = `CA${'2'.repeat(32)}`

/** What the words are for what this answer makes the client throw. */
async function problemOf(answer: Answer) {
  await using twilio = await openTwilio(answer)
  const rest = createTwilioRest({ accountSid, authToken, baseUrl: twilio.baseUrl })
  return restProblem(await rest.calls(callSid).fetch().catch(thrown))
}

const thrown = (error: unknown) => error
const refusal = (status: number, code: number, message = 'Twilio says so') =>
  problemOf({ status, body: { code, message, more_info: '', status } })

afterEach(() => vi.unstubAllEnvs())

describe('a request to Twilio', () => {
  it('goes to the address that it was given, with the account and every field of it', async () => {
    await using twilio = await openTwilio({ status: 201, body: { sid: callSid, status: 'queued' } })
    const rest = createTwilioRest({ accountSid, authToken, baseUrl: `${twilio.baseUrl}/twilio/` })
    const call = await rest.calls.create({
      to: '+12025550123',
      from: '+12025550100',
      url: 'https://voice.example.com/x?a=1',
      statusCallbackEvent: ['initiated', 'answered'],
    })
    expect(call.sid).toBe(callSid)
    const [asked] = twilio.asked
    expect(asked?.url).toBe(`/twilio/2010-04-01/Accounts/${accountSid}/Calls.json`)
    expect(asked?.authorization).toBe(
      `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
    )
    expect([...new URLSearchParams(asked?.body)]).toContainEqual(['To', '+12025550123'])
    expect(new URLSearchParams(asked?.body).getAll('StatusCallbackEvent')).toEqual([
      'initiated',
      'answered',
    ])
  })

  it('is led astray by no region, edge, proxy or certificate of the environment', async () => {
    vi.stubEnv('TWILIO_EDGE', 'sydney')
    vi.stubEnv('TWILIO_REGION', 'au1')
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9')
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9')
    vi.stubEnv('TWILIO_CA_BUNDLE', '/nowhere/ca.pem')
    await using twilio = await openTwilio({ status: 200, body: { sid: callSid } })
    const rest = createTwilioRest({ accountSid, authToken, baseUrl: twilio.baseUrl })
    await rest.calls(callSid).fetch()
    expect(twilio.asked).toHaveLength(1)
    expect(rest.getHostname('api.twilio.com', rest.edge, rest.region)).toBe('api.twilio.com')
    expect(rest.httpClient.axios.defaults.httpsAgent).not.toHaveProperty('proxy')
  })

  it('is given up when no answer comes', async () => {
    await using twilio = await openTwilio('silence')
    const { baseUrl } = twilio
    const rest = createTwilioRest({ accountSid, authToken, baseUrl, timeoutMs: 20 })
    const error: unknown = await rest.calls(callSid).fetch().catch(thrown)
    expect(restProblem(error)).toMatchObject({ code: 'twilio-unreachable', retryable: true })
    expect(restProblem(error).words).toContain('no answer came in time')
  })

  it('that reaches nobody says so, and the error does not hold the token', async () => {
    const baseUrl = 'http://127.0.0.1:9'
    const rest = createTwilioRest({ accountSid, authToken, baseUrl })
    const error: unknown = await rest.calls(callSid).fetch().catch(thrown)
    expect(restProblem(error).words).toBe('Twilio cannot be reached: nobody takes the connection')
    const everything = JSON.stringify(error, Object.getOwnPropertyNames(error))
    expect(everything).not.toContain(Buffer.from(`${accountSid}:${authToken}`).toString('base64'))
    expect(everything).not.toContain('secret')
  })
})

describe('what Twilio refuses', () => {
  it.each([
    [401, 20003, 'wrong-credentials'],
    [404, 20404, 'not-found'],
    [403, 20008, 'test-credentials'],
    [400, 21211, 'number-not-callable'],
    [400, 21212, 'caller-id-refused'],
    [400, 21215, 'country-not-allowed'],
    [400, 21219, 'trial-account'],
    [400, 21220, 'call-over'],
  ])('with status %i and number %i is known as %s', async (status, number, code) => {
    const problem = await refusal(status, number)
    expect(problem).toMatchObject({ code, twilioCode: number, retryable: false })
  })

  it('because there are too many requests may be tried again', async () => {
    expect(await refusal(429, 20429)).toMatchObject({ code: 'too-many-requests', retryable: true })
  })

  it('for a reason that we do not know is told in its own words, with its number', async () => {
    const problem = await refusal(400, 21999, 'The moon is in the wrong phase')
    expect(problem).toMatchObject({ code: 'refused', retryable: false })
    expect(problem.words).toContain('The moon is in the wrong phase (error 21999)')
  })

  it('in the newer form of its errors is told by its detail', async () => {
    const body = { type: 'x', title: 'Bad', status: 400, code: 70_001, detail: 'Wrong field' }
    expect((await problemOf({ status: 400, body })).words).toContain('Wrong field (error 70001)')
  })
})

describe('an answer that Twilio would never give', () => {
  it('is told by its status when it is a page of something in between', async () => {
    const page = await problemOf({ status: 502, body: '<html>Bad gateway</html>' })
    expect(page).toMatchObject({ code: 'twilio-failed', retryable: true })
  })

  it('with a good status is called unreadable', async () => {
    const page = await problemOf({ status: 200, body: '<html>Sign in to the hotel</html>' })
    expect(page.code).toBe('unreadable-answer')
  })

  it('without a word of why is told by its status', async () => {
    expect((await problemOf({ status: 418, body: {} })).words).toContain('status 418')
  })
})

it('puts anything that can be thrown into words', () => {
  for (const thing of [undefined, null, 'text', 7, new Error('odd'), { status: 'x' }]) {
    expect(restProblem(thing).words).not.toBe('')
  }
})
