import { describe, expect, it } from 'vitest'
import type { OutboundOrder } from './call-engine.ts'
import type { CalleeProfile } from './callee.ts'
import { createCarrier } from './carrier.ts'
import type { ProgressEvent } from './legs/progress-events.ts'
import { createSeededRandom } from './random.ts'
import { openCarrier, testAccount } from './testing/open-carrier.ts'
import type { OpenSettings } from './testing/open-carrier.ts'
import { relayPeers } from './testing/relay-peer.ts'
import { startStandInServer, twiml } from './testing/stand-in-server.ts'

const ours = '+15550100000'
const bob = '+15550107001'
const everything: ReadonlySet<ProgressEvent> = new Set([
  'initiated',
  'ringing',
  'answered',
  'completed',
])

/** An order to call Bob and say nothing. */
const order: OutboundOrder = {
  from: ours,
  to: bob,
  answer: { from: 'request', twiml: twiml() },
  fallback: undefined,
  callback: undefined,
  ringSeconds: 60,
  limitSeconds: undefined,
}

interface Wish extends OpenSettings {
  readonly callee?: CalleeProfile
  readonly events?: ReadonlySet<ProgressEvent>
  readonly order?: Partial<OutboundOrder>
}

/** A call that the server asked for, to somebody who does as told; the server greets whoever answers. */
async function callOut({
  callee = 'answers',
  events = everything,
  order: wishes,
  ...settings
}: Wish = {}) {
  const opened = await openCarrier({
    ...settings,
    answers: { '/answer': twiml('<Say>This is the office.</Say>'), ...settings.answers },
  })
  const { carrier, server } = opened
  const expected = carrier.expectCall(bob, callee)
  const at = (path: string) => ({ url: `${server.url}${path}`, method: 'POST' }) as const
  const leg = carrier.engine.placeOutboundCall({
    ...order,
    answer: { from: 'url', document: { ...at('/answer'), parameters: {} } },
    fallback: at('/fallback'),
    callback: { ...at('/told'), events },
    ...wishes,
  })
  const told = () =>
    server
      .requestsTo('/told')
      .map(({ form }) => `${form['SequenceNumber'] ?? ''} ${form['CallStatus'] ?? ''}`)
  return { ...opened, expected, leg, told }
}

describe('an outbound call', () => {
  it('asks its answer address when somebody answers, and does what that says', async () => {
    await using out = await callOut()
    const callee = await out.expected.answers()
    await callee.hears('this is the office')
    expect(await callee.ended()).toEqual({ status: 'completed', reason: 'agent-hung-up' })
    const [asked] = out.server.requestsTo('/answer')
    expect(asked?.form).toMatchObject({
      CallSid: callee.callSid,
      CallStatus: 'in-progress',
      Direction: 'outbound-api',
      From: ours,
      Caller: ours,
      To: bob,
      Called: bob,
    })
    expect(asked?.form).not.toHaveProperty('CallToken')
    expect(asked?.form).not.toHaveProperty('StirVerstat')
    expect(asked?.form).not.toHaveProperty('ParentCallSid')
    expect(out.server.requestsTo('/webhooks/voice/status')).toEqual([])
  })

  it('does TwiML that came with it, without asking anybody', async () => {
    await using out = await callOut({
      order: { answer: { from: 'request', twiml: twiml('<Say>Your table is ready.</Say>') } },
    })
    const callee = await out.expected.answers()
    await callee.hears('table is ready')
    await callee.ended()
    expect(out.server.requests.map(({ path }) => path)).not.toContain('/answer')
  })

  it('rings three seconds where nothing else is said', async () => {
    await using out = await callOut()
    await out.expected.rings()
    expect(out.carrier.clock.monotonicMs()).toBe(800)
    await out.expected.answers()
    expect(out.carrier.clock.monotonicMs()).toBe(3800)
  })

  it('can talk over a relay, where the server is told that it is an outbound call', async () => {
    const { peers, accept } = relayPeers()
    await using server = await startStandInServer({
      relay: accept,
      answers: {
        '/answer': () =>
          twiml(`<Connect action="/a"><ConversationRelay url="${server.relayUrl}"/></Connect>`),
      },
    })
    await using carrier = createCarrier({
      account: testAccount,
      server: { localUrl: server.url, publicUrl: server.url },
    })
    const expected = carrier.expectCall(bob)
    carrier.engine.placeOutboundCall({
      ...order,
      answer: {
        from: 'url',
        document: { url: `${server.url}/answer`, method: 'POST', parameters: {} },
      },
    })
    const callee = await expected.answers()
    await callee.says('Hello?')
    expect(peers[0]?.received).toMatchObject([
      { type: 'setup', callStatus: 'IN_PROGRESS', direction: 'outbound-api', to: bob, from: ours },
      { type: 'prompt', voicePrompt: 'Hello?' },
    ])
  })
})

describe('the progress of an outbound call', () => {
  it('is told step by step, with what each step is', async () => {
    await using out = await callOut()
    const callee = await out.expected.answers()
    await callee.ended()
    expect(out.told()).toEqual(['0 initiated', '1 ringing', '2 in-progress', '3 completed'])
    const forms = out.server.requestsTo('/told').map(({ form }) => form)
    for (const form of forms) {
      expect(form).toMatchObject({
        CallSid: callee.callSid,
        CallbackSource: 'call-progress-events',
      })
    }
    expect(forms[0]).not.toHaveProperty('CallDuration')
    expect(forms[1]?.['Timestamp']).toBe('Mon, 05 Jan 2026 15:00:00 +0000')
    expect(forms[3]).toMatchObject({
      CallDuration: '2',
      Duration: '1',
      SipResponseCode: '200',
      Timestamp: 'Mon, 05 Jan 2026 15:00:05 +0000',
    })
  })

  it('is told on time to a server that never answers', async () => {
    const never = Promise.withResolvers<string>()
    await using out = await callOut({ answers: { '/told': () => never.promise } })
    const callee = await out.expected.answers()
    await out.carrier.advance(0)
    expect(out.told()).toEqual(['0 initiated', '1 ringing', '2 in-progress'])
    void callee.hangsUp().catch(() => undefined)
    await out.carrier.advance(1000)
    expect(out.told().at(-1)).toBe('3 completed')
    never.resolve('')
  })

  it('is counted also where nobody wants to know of it', async () => {
    await using out = await callOut({ events: new Set(['answered', 'completed']) })
    const callee = await out.expected.answers()
    await callee.ended()
    expect(out.told()).toEqual(['2 in-progress', '3 completed'])
  })

  it.each<[CalleeProfile, string, string]>([
    ['busy', '2 busy', '486'],
    ['failed', '2 failed', '404'],
    ['declines', '2 busy', '603'],
    ['no-answer', '2 no-answer', '487'],
  ])('ends early where the callee is like this: %s', async (callee, last, sipResponseCode) => {
    await using out = await callOut({ callee })
    await (await out.expected.rings()).ended()
    expect(out.told()).toEqual(['0 initiated', '1 ringing', last])
    expect(out.server.requestsTo('/told').at(-1)?.form).toMatchObject({
      CallDuration: '0',
      Duration: '0',
      SipResponseCode: sipResponseCode,
    })
    expect(out.server.requestsTo('/answer')).toEqual([])
  })

  it('is not told of a call that never left the queue', async () => {
    await using out = await callOut({ betweenCallsMs: 1000 })
    const second = out.carrier.engine.placeOutboundCall({
      ...order,
      callback: { url: `${out.server.url}/second`, method: 'POST', events: everything },
    })
    await out.carrier.advance(900)
    expect(second.call.state().status).toBe('queued')
    second.call.end('canceled')
    await second.finished
    expect(second.call.state().status).toBe('canceled')
    expect(out.server.requestsTo('/second')).toEqual([])
    expect(out.told()).toEqual(['0 initiated', '1 ringing'])
  })

  it('is told in any order where callbacks are late by chance', async () => {
    await using out = await callOut({ callbackJitterMs: 20_000, random: createSeededRandom(2) })
    const callee = await out.expected.answers()
    await callee.ended()
    expect(out.told()).not.toEqual(out.told().toSorted())
    expect(out.told().toSorted()).toEqual([
      '0 initiated',
      '1 ringing',
      '2 in-progress',
      '3 completed',
    ])
  })

  it('that is refused is noted, and changes nothing', async () => {
    await using out = await callOut({ answers: { '/told': 500 } })
    const callee = await out.expected.answers()
    await callee.hears('this is the office')
    await callee.ended()
    expect(out.carrier.violations.map(({ kind }) => kind)).toContain('callback-refused')
  })
})

describe('an outbound call that is cut short', () => {
  it.each([
    ['while it is being dialled', 400, ['0 initiated', '1 canceled']],
    ['while it rings', 2000, ['0 initiated', '1 ringing', '2 canceled']],
  ])('%s is canceled', async (_, afterMs, told) => {
    await using out = await callOut()
    await out.carrier.advance(afterMs)
    out.leg.call.end('canceled')
    await out.leg.finished
    expect(out.told()).toEqual(told)
  })

  it('rings as long as the order says', async () => {
    await using out = await callOut({ callee: 'no-answer', order: { ringSeconds: 20 } })
    await out.carrier.advance(20_799)
    expect(out.leg.call.state().status).toBe('ringing')
    await out.carrier.advance(1)
    expect(out.leg.call.state().status).toBe('no-answer')
  })

  it('ends when its time is over', async () => {
    await using out = await callOut({
      order: { limitSeconds: 30 },
      answers: { '/answer': twiml('<Pause length="600"/>') },
    })
    const callee = await out.expected.answers()
    await out.carrier.advance(30_000)
    expect(await callee.ended()).toEqual({ status: 'completed', reason: 'time-limit' })
    expect(out.server.requestsTo('/told').at(-1)?.form).toMatchObject({ CallDuration: '30' })
  })

  it('ends when its callee hangs up', async () => {
    await using out = await callOut()
    const callee = await out.expected.answers()
    await callee.hears('this is')
    expect(await callee.hangsUp()).toEqual({ status: 'completed', reason: 'caller-hung-up' })
    expect(callee.heardSoFar()).toBe('This is')
  })

  it('is saved by its own fallback address', async () => {
    await using out = await callOut({
      answers: { '/answer': 500, '/fallback': twiml('<Say>Sorry about that.</Say>') },
    })
    const callee = await out.expected.answers()
    await callee.hears('sorry about that')
    expect(await callee.ended()).toMatchObject({ reason: 'agent-hung-up' })
  })
})

describe('many outbound calls', () => {
  it('leave one by one, at the pace of the account', async () => {
    await using out = await callOut({ betweenCallsMs: 1000 })
    const legs = [out.leg, ...[1, 2].map(() => out.carrier.engine.placeOutboundCall(order))]
    const statuses = () => legs.map(({ call }) => call.state().status)
    await out.carrier.advance(0)
    expect(statuses()).toEqual(['initiated', 'queued', 'queued'])
    await out.carrier.advance(1000)
    expect(statuses()).toEqual(['ringing', 'initiated', 'queued'])
    await out.carrier.advance(1000)
    expect(statuses()).toEqual(['ringing', 'ringing', 'initiated'])
  })
})
