import { assert, asyncProperty, integer } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from './testing/stand-in-server.ts'
import { callAnsweredBy, openCarrier } from './testing/open-carrier.ts'
import { twiml } from './testing/stand-in-server.ts'

const saved = twiml('<Say>One moment please.</Say>')

describe('a control request that fails', () => {
  it.each<[string, Answer, string]>([
    ['without success', 503, '11200'],
    ['with what is no TwiML', 'Internal error', '12100'],
    ['with another root', '<html/>', '12200'],
    [
      'with another kind of content',
      { status: 200, headers: { 'content-type': 'a/b' }, body: '' },
      '12300',
    ],
  ])('%s is made up for by the fallback address', async (_, answer, errorCode) => {
    await using call = await callAnsweredBy(answer, {
      answers: { '/webhooks/voice/fallback': saved },
    })
    await call.caller.hears('one moment please')
    expect(await call.caller.ended()).toEqual({ status: 'completed', reason: 'agent-hung-up' })
    expect(call.server.requestsTo('/webhooks/voice/fallback')).toMatchObject([
      {
        method: 'POST',
        form: {
          CallSid: call.caller.callSid,
          CallStatus: 'ringing',
          From: '+12025550143',
          ErrorCode: errorCode,
          ErrorUrl: `${call.server.url}/webhooks/voice`,
        },
      },
    ])
    expect(call.carrier.violations).toMatchObject([
      { kind: 'control-request-failed', message: expect.stringContaining(errorCode) as string },
    ])
  })

  it('because nobody answered in time is made up for by the fallback address', async () => {
    const never = Promise.withResolvers<string>()
    await using opened = await openCarrier({
      answers: { '/webhooks/voice': () => never.promise, '/webhooks/voice/fallback': saved },
    })
    const caller = opened.carrier.placeCall()
    await opened.carrier.advance(14_900)
    expect(opened.server.requestsTo('/webhooks/voice/fallback')).toEqual([])
    await opened.carrier.advance(100)
    await caller.hears('one moment please')
    expect(opened.server.requestsTo('/webhooks/voice/fallback')[0]?.form).toMatchObject({
      ErrorCode: '11200',
    })
    never.resolve('')
  })

  it('in the middle of a call is made up for as well, each time anew', async () => {
    await using call = await callAnsweredBy(twiml('<Redirect>/gone</Redirect>'), {
      answers: {
        '/gone': 404,
        '/webhooks/voice/fallback': ({ form }) =>
          form['ErrorUrl']?.endsWith('/gone') === true
            ? twiml('<Say>Once more.</Say>', '<Redirect>/broken</Redirect>')
            : saved,
        '/broken': 'nonsense',
      },
    })
    await call.caller.hears('once more')
    await call.caller.hears('one moment please')
    expect(call.server.requestsTo('/webhooks/voice/fallback')[1]?.form).toMatchObject({
      CallStatus: 'in-progress',
      ErrorCode: '12100',
      ErrorUrl: `${call.server.url}/broken`,
    })
  })

  it('at the fallback address too ends the call, and is told of once', async () => {
    await using call = await callAnsweredBy(500, { answers: { '/webhooks/voice/fallback': 500 } })
    await call.caller.hears('this call cannot go on')
    expect(await call.caller.ended()).toEqual({ status: 'failed', reason: 'application-error' })
    expect(call.server.requestsTo('/webhooks/voice/fallback')).toHaveLength(1)
    expect(call.carrier.violations).toHaveLength(1)
    expect(call.carrier.trace).toContainEqual(
      expect.objectContaining({ kind: 'warning', code: 'fallback-failed' }),
    )
  })

  it('over and over between two addresses ends the call', async () => {
    await using call = await callAnsweredBy(500, {
      answers: { '/webhooks/voice/fallback': twiml('<Redirect>/webhooks/voice</Redirect>') },
    })
    expect(await call.caller.ended()).toMatchObject({ reason: 'application-error' })
    expect(call.carrier.violations.at(-1)?.message).toContain('circles')
  })
})

describe('a caller who hangs up', () => {
  const relay = '<Connect action="/a"><ConversationRelay url="ws://127.0.0.1:1/r"/></Connect>'
  const dial = '<Dial action="/a">+15550107001</Dial>'

  it.each<[string, number, string]>([
    ['while the first request is under way', 0, '<Say>Hello.</Say>'],
    ['while a pause lets it ring', 500, '<Pause length="5"/>'],
    ['before the first word', 100, '<Say>Hello and welcome.</Say>'],
    ['in the middle of a word', 400, '<Say>Hello and welcome.</Say>'],
    ['during a prompt', 400, '<Gather input="speech" action="/a"><Say>Hello there.</Say></Gather>'],
    ['while the agent listens', 2000, '<Gather input="speech" action="/a"/>'],
    ['while a relay is being connected', 0, relay],
    ['while it rings somewhere else', 2000, dial],
    ['while nobody has been dialled yet', 500, dial],
    ['while another document is fetched', 1000, '<Pause/><Redirect>/slow</Redirect>'],
  ])('%s ends everything, and the server is told once', async (_, afterMs, verbs) => {
    const slow = Promise.withResolvers<string>()
    await using call = await callAnsweredBy(twiml(verbs, '<Say>Never heard.</Say>'), {
      answers: { '/slow': () => slow.promise, '/a': twiml('<Say>Never heard.</Say>') },
    })
    if (afterMs > 0) await call.carrier.advance(afterMs)
    const heard = call.caller.heardSoFar()
    expect(await call.caller.hangsUp()).toMatchObject({ reason: 'caller-hung-up' })
    const begun = call.carrier.trace.filter(({ kind }) => kind === 'verb-started').length
    slow.resolve(twiml('<Say>Never heard.</Say>'))
    await call.carrier.advance(60_000)

    expect(call.caller.heardSoFar()).toBe(heard)
    expect(call.carrier.trace.filter(({ kind }) => kind === 'verb-started')).toHaveLength(begun)
    expect(call.server.requestsTo('/webhooks/voice/status')).toHaveLength(1)
    expect(call.server.requestsTo('/webhooks/voice/fallback')).toEqual([])
    expect(call.carrier.engine.calls()).toEqual([])
    expect(call.carrier.violations).toEqual([])
  })
})

it('whenever a caller hangs up, everything ends and the server is told once', async () => {
  const verbs = [
    '<Say>Hello and welcome.</Say>',
    '<Gather action="/a" timeout="2"><Say>Press a key.</Say></Gather>',
    '<Dial action="/a" timeout="5"><Number url="/w">+15550107001</Number></Dial>',
  ]
  await using opened = await openCarrier({
    answers: {
      '/webhooks/voice': twiml(...verbs),
      '/w': twiml('<Say>A call for you.</Say>'),
      '/a': twiml('<Say>And on.</Say>', '<Redirect>/webhooks/voice</Redirect>'),
    },
  })
  const { carrier, server } = opened
  await assert(
    asyncProperty(integer({ min: 0, max: 16_000 }), async (afterMs) => {
      carrier.expectCall('+15550107001', { answersAfterMs: 2000 })
      const caller = carrier.placeCall()
      await carrier.advance(afterMs)
      await caller.hangsUp()
      const told = server
        .requestsTo('/webhooks/voice/status')
        .filter(({ form }) => form['CallSid'] === caller.callSid)
      expect(told).toHaveLength(1)
      expect(carrier.engine.calls()).toEqual([])
    }),
    { numRuns: 20 },
  )
  expect(carrier.violations).toEqual([])
})
