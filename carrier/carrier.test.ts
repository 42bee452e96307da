import { describe, expect, it } from 'vitest'
import { createCarrier } from './carrier.ts'
import { realClock } from './clock.ts'
import { createSeededRandom } from './random.ts'
import { callAnsweredBy, testAccount as account } from './testing/open-carrier.ts'
import { startStandInServer, twiml } from './testing/stand-in-server.ts'

/** Each number with where it is from, of which only the country is known. */
function placeless(numbers: Record<string, string>): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [role, number] of Object.entries(numbers)) {
    fields[role] = number
    for (const place of ['City', 'State', 'Zip']) fields[role + place] = ''
    fields[`${role}Country`] = 'US'
  }
  return fields
}

async function sidFromSeed(): Promise<string> {
  await using call = await callAnsweredBy(twiml('<Hangup/>'), { random: createSeededRandom(3) })
  return call.caller.callSid
}

describe('a call', () => {
  it('begins with a webhook that carries everything Twilio sends', async () => {
    await using call = await callAnsweredBy(twiml('<Hangup/>'))
    await call.caller.ended()
    const caller = '+12025550143'
    const called = '+15550100000'
    expect(call.server.requests[0]).toMatchObject({ method: 'POST', path: '/webhooks/voice' })
    expect(call.server.requests[0]?.form).toEqual({
      AccountSid: account.accountSid,
      ApiVersion: '2010-04-01',
      CallSid: call.caller.callSid,
      CallStatus: 'ringing',
      CallToken: expect.stringContaining('parentCallInfoToken') as string,
      Direction: 'inbound',
      StirVerstat: 'TN-Validation-Passed-A',
      ...placeless({ From: caller, Caller: caller, To: called, Called: called }),
    })
  })

  it('ends with one status callback that says how long it was', async () => {
    await using call = await callAnsweredBy(twiml('<Say>Hello.</Say>', '<Pause length="80"/>'))
    expect(await call.caller.ended()).toEqual({ status: 'completed', reason: 'agent-hung-up' })
    expect(call.server.requestsTo('/webhooks/voice/status')).toMatchObject([
      {
        form: {
          CallSid: call.caller.callSid,
          CallStatus: 'completed',
          CallDuration: '81',
          Duration: '2',
          Timestamp: 'Mon, 05 Jan 2026 15:01:20 +0000',
          CallbackSource: 'call-progress-events',
          SequenceNumber: '0',
        },
      },
    ])
  })

  it('goes through the verbs from top to bottom, and on to another document', async () => {
    await using call = await callAnsweredBy(
      twiml('<Say>One.</Say>', '<Redirect method="GET">next?x=1</Redirect>', '<Say>Never.</Say>'),
      {
        answers: {
          '/webhooks/next': twiml('<Say loop="2">Two.</Say>', '<Hangup/>', '<Say>No.</Say>'),
        },
      },
    )
    await call.caller.ended()
    expect(call.caller.heardSoFar()).toBe('One. Two. Two.')
    expect(call.server.requestsTo('/webhooks/next')).toMatchObject([
      { method: 'GET', form: { x: '1', CallStatus: 'in-progress' } },
    ])
  })

  it('rings on through a pause that comes first', async () => {
    await using call = await callAnsweredBy(twiml('<Pause length="2"/>', '<Say>Hello.</Say>'))
    await call.carrier.advance(1999)
    expect(call.caller.state().status).toBe('ringing')
    await call.caller.answered()
    expect(call.carrier.clock.monotonicMs()).toBe(2000)
  })

  it.each([
    ['<Reject/>', 'no-answer', 'rejected'],
    ['<Reject reason="busy"/>', 'busy', 'busy'],
  ])('is not answered by %s', async (verb, status, reason) => {
    await using call = await callAnsweredBy(twiml(verb))
    expect(await call.caller.ended()).toEqual({ status, reason })
    expect(call.server.requestsTo('/webhooks/voice/status')).toMatchObject([
      { form: { CallStatus: status, CallDuration: '0', Duration: '0' } },
    ])
  })

  it('is over for a caller who hangs up while it rings', async () => {
    await using call = await callAnsweredBy(twiml('<Pause length="60"/>', '<Say>Hello.</Say>'))
    await call.carrier.advance(10)
    expect(await call.caller.hangsUp()).toEqual({ status: 'no-answer', reason: 'caller-hung-up' })
  })

  it('is over for a caller who hangs up in the middle of a word', async () => {
    await using call = await callAnsweredBy(twiml('<Say>Hello and welcome to our house.</Say>'))
    await call.caller.hears('and welcome')
    expect(await call.caller.hangsUp()).toMatchObject({ reason: 'caller-hung-up' })
    expect(call.caller.heardSoFar()).toBe('Hello and welcome')
  })

  it('has identifiers that a seed repeats', async () => {
    expect(await sidFromSeed()).toBe(await sidFromSeed())
  })

  it('ends alone when the carrier itself fails at it', async () => {
    await using call = await callAnsweredBy(twiml('<Say>Hello.</Say>'))
    const { call: leg, finished } = call.carrier.engine.placeCall({ from: '+12025550199' })
    leg.subscribe(() => {
      throw new Error('a bug')
    })
    leg.pacing.after(10, () => {
      throw new Error('another bug')
    })
    await call.carrier.advance(10)
    expect(leg.state()).toMatchObject({ reason: 'application-error' })
    await finished
    await call.caller.hears('Hello')
    expect(call.carrier.trace).toContainEqual(
      expect.objectContaining({ kind: 'warning', code: 'carrier-fault', callSid: leg.sid }),
    )
  })

  it('lets numbers in TwiML that are none count as left out', async () => {
    await using call = await callAnsweredBy(
      twiml('<Say loop="x">Hi.</Say>', '<Pause length="-5"/>'),
    )
    await call.caller.ended()
    expect(call.caller.heardSoFar()).toBe('Hi.')
    expect(call.carrier.clock.monotonicMs()).toBe(200 + 300 + 1000)
  })

  it('runs on the real clock too, many times faster than speech', async () => {
    await using call = await callAnsweredBy(twiml('<Say>Hello and welcome to our house.</Say>'), {
      clock: realClock,
      speed: 100,
    })
    await call.caller.hears('welcome to our house')
    expect(await call.caller.ended()).toMatchObject({ reason: 'agent-hung-up' })
  })
})

describe('a server that fails a call', () => {
  it.each([
    ['no success', 500],
    ['no TwiML', 'Internal error'],
    ['another content type', { status: 200, headers: { 'content-type': 'a/b' }, body: '' }],
  ])('by %s: the caller is told, and the call ends', async (_, answer) => {
    await using call = await callAnsweredBy(answer)
    await call.caller.hears('This call cannot go on')
    expect(await call.caller.ended()).toEqual({ status: 'failed', reason: 'application-error' })
    expect(call.carrier.violations).toMatchObject([{ kind: 'control-request-failed' }])
    expect(call.server.requestsTo('/webhooks/voice/status')).toHaveLength(1)
  })

  it('in the middle of a call leaves it completed, since it was answered', async () => {
    await using call = await callAnsweredBy(
      twiml('<Say>Hello.</Say>', '<Redirect>/gone</Redirect>'),
      {
        answers: { '/gone': 404 },
      },
    )
    await call.caller.hears('Hello')
    await call.caller.hears('cannot go on')
    expect(await call.caller.ended()).toEqual({ status: 'completed', reason: 'application-error' })
  })

  it('by leading it round in circles ends it', async () => {
    await using call = await callAnsweredBy(twiml('<Redirect>/webhooks/voice</Redirect>'))
    expect(await call.caller.ended()).toMatchObject({ reason: 'application-error' })
    expect(call.carrier.violations.at(-1)?.message).toContain('circles')
  })

  it('by a verb that is unknown ends it, when the carrier is strict', async () => {
    await using call = await callAnsweredBy(twiml('<Sing>La</Sing>', '<Say>Hello.</Say>'))
    expect(await call.caller.ended()).toMatchObject({ reason: 'application-error' })
    expect(call.carrier.violations[0]).toMatchObject({ kind: 'unknown-verb' })
  })

  it('by a verb that is unknown is passed over, when the carrier is not', async () => {
    await using call = await callAnsweredBy(twiml('<Sing>La</Sing>', '<Say>Hello.</Say>'), {
      strict: false,
    })
    await call.caller.ended()
    expect(call.caller.heardSoFar()).toBe('Hello.')
    expect(call.carrier.trace).toContainEqual(
      expect.objectContaining({ kind: 'warning', code: 'unknown-verb' }),
    )
  })

  it.each([
    ['<Connect action="/a"><ConversationRelay url="https://h/relay"/></Connect>', '64101'],
    [
      '<Connect action="/a"><ConversationRelay url="wss://elsewhere.example/r"/></Connect>',
      '39001',
    ],
    ['<Connect action="/a"><ConversationRelay url="ws://127.0.0.1:1/relay"/></Connect>', '39001'],
  ])('by a session that cannot begin is told so: %s', async (verb, errorCode) => {
    await using call = await callAnsweredBy(twiml(verb), {
      answers: { '/a': twiml('<Say>Bye.</Say>') },
    })
    await call.caller.hears('Bye')
    expect(call.server.requestsTo('/a')).toMatchObject([
      { form: { SessionStatus: 'failed', ErrorCode: errorCode, CallStatus: 'in-progress' } },
    ])
  })

  it('by connecting to nothing, or without an action, is noted', async () => {
    const relay = '<ConversationRelay url="ws://127.0.0.1:1/relay" nonsense="1"/>'
    await using call = await callAnsweredBy(
      twiml(
        '<Connect><Room>Lobby</Room></Connect>',
        `<Connect>${relay}</Connect>`,
        '<Say>No.</Say>',
      ),
      { strict: false },
    )
    expect(await call.caller.ended()).toMatchObject({ reason: 'agent-hung-up' })
    expect(call.caller.heardSoFar()).toBe('')
    expect(call.carrier.violations.map(({ kind }) => kind)).toEqual([
      'unknown-attribute',
      'unknown-verb',
      'missing-action',
    ])
  })
})

describe('what a test awaits', () => {
  it('moves the clock no further than it must', async () => {
    await using call = await callAnsweredBy(
      twiml('<Say>One two three.</Say>', '<Pause length="9"/>'),
    )
    await call.caller.hears('two')
    // 200 ms to the first sound, eight characters with the blanks.
    expect(call.carrier.clock.monotonicMs()).toBe(200 + 8 * 60)
    await call.caller.waitsForSilence()
    expect(call.carrier.clock.monotonicMs()).toBe(200 + 14 * 60 + 9000)
  })

  it('can be the beginning of something that is not heard yet', async () => {
    await using call = await callAnsweredBy(
      twiml('<Say>One two three.</Say>', '<Say>Four five.</Say>'),
    )
    await call.caller.startsHearing('five')
    expect(call.caller.heardSoFar()).toBe('One two three.')
  })

  it('fails with an account of what was heard instead', async () => {
    await using call = await callAnsweredBy(
      twiml('<Say>We are closed.</Say>', '<Pause length="1"/>'),
    )
    await expect(call.caller.hears('We are open')).rejects.toThrow(
      'Expected to hear "We are open". Heard since the last step: "We are closed."; ' +
        'the call is completed (agent-hung-up).',
    )
    await expect(call.caller.says('Hello?')).rejects.toThrow('nobody listened')
    await expect(call.caller.startsHearing('Hello')).rejects.toThrow('Expected the agent to begin')
  })

  it('fails in time when the server never answers', async () => {
    const never = Promise.withResolvers<string>()
    await using call = await callAnsweredBy('', { answers: {} })
    await call.caller.ended()
    await using hanging = await startStandInServer({
      answers: { '/webhooks/voice': () => never.promise },
    })
    await using carrier = createCarrier({
      account,
      server: { localUrl: hanging.url, publicUrl: hanging.url },
      patienceMs: 50,
    })
    const caller = carrier.placeCall()
    await expect(caller.hears(/anything/)).rejects.toThrow('the call is ringing. Nothing new came')
    await expect(caller.ended()).rejects.toThrow('Expected the call to end.')
    await expect(caller.answered()).rejects.toThrow('Expected the call to be answered.')
    never.resolve(twiml())
  })

  it('can be an interruption only while the agent speaks', async () => {
    await using call = await callAnsweredBy(twiml('<Say>Hello.</Say>'))
    await expect(call.caller.interrupts('Wait')).rejects.toThrow('nobody listened')
  })
})
