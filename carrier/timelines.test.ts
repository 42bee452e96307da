import { assert, asyncProperty, constantFrom, integer } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openCarrier } from './testing/open-carrier.ts'
import type { OpenSettings } from './testing/open-carrier.ts'
import { relayCall } from './testing/relay-call.ts'
import type { Script } from './testing/relay-call.ts'
import { twiml } from './testing/stand-in-server.ts'
import type { StandInServer } from './testing/stand-in-server.ts'

const ours = '+15550100000'
const bob = '+15550107001'
const events = new Set(['initiated', 'ringing', 'answered', 'completed'] as const)

/** What the server was asked and told, as it came: each path with the status of its call. */
function timeline({ requests }: StandInServer): string[] {
  return requests.map(({ path, form }) => `${path} ${form['CallStatus'] ?? ''}`)
}

/** A call that the server asked for, which dials Bob's colleague when the verbs say so. */
async function callOut(verbs: string, settings: OpenSettings = {}) {
  const opened = await openCarrier({
    ...settings,
    answers: {
      '/answer': twiml(verbs),
      '/action': twiml('<Say>And on.</Say>'),
      ...settings.answers,
    },
  })
  const { carrier, server } = opened
  const at = (path: string) => ({ url: `${server.url}${path}`, method: 'POST' }) as const
  const call = () =>
    carrier.engine.placeOutboundCall({
      from: ours,
      to: bob,
      answer: { from: 'url', document: { ...at('/answer'), parameters: {} } },
      fallback: undefined,
      callback: { ...at('/status'), events },
      ringSeconds: 60,
      limitSeconds: undefined,
    })
  return { ...opened, call }
}

describe('what the server is asked and told, in its order, of', () => {
  it('a call to the agent that the agent ends', async () => {
    const script: Script = (frame, peer) => {
      if (frame.type === 'prompt') peer.end()
    }
    await using call = await relayCall({ script })
    await call.caller.says('Goodbye.')
    await call.caller.ended()
    expect(timeline(call.server)).toEqual([
      '/webhooks/voice ringing',
      '/webhooks/voice/resume in-progress',
      '/webhooks/voice/status completed',
    ])
  })

  it('an outbound call that is answered', async () => {
    await using out = await callOut('<Say>Hello.</Say>')
    const expected = out.carrier.expectCall(bob)
    out.call()
    const callee = await expected.answers()
    await callee.ended()
    const seen = timeline(out.server)
    // The answer address is asked at the moment at which the answer is told, in no order.
    expect(seen.filter((request) => !request.startsWith('/answer'))).toEqual([
      '/status initiated',
      '/status ringing',
      '/status in-progress',
      '/status completed',
    ])
    expect(seen.slice(2, 4)).toContain('/answer in-progress')
  })

  it('an outbound call that nobody answers', async () => {
    await using out = await callOut('<Say>Never heard.</Say>')
    const { finished } = out.call()
    await out.carrier.advance(120_000)
    await finished
    expect(timeline(out.server)).toEqual([
      '/status initiated',
      '/status ringing',
      '/status no-answer',
    ])
  })

  it('a transfer', async () => {
    await using opened = await openCarrier({
      answers: {
        '/webhooks/voice': twiml(
          '<Dial action="/action"><Number statusCallback="/child" ' +
            `statusCallbackEvent="initiated ringing answered completed">${bob}</Number></Dial>`,
        ),
        '/action': twiml('<Hangup/>'),
      },
    })
    const { carrier, server } = opened
    const caller = carrier.placeCall()
    const callee = await carrier.expectCall(bob).answers()
    await callee.hangsUp()
    await caller.ended()
    const seen = timeline(server)
    expect(seen.filter((request) => request.startsWith('/child'))).toEqual([
      '/child initiated',
      '/child ringing',
      '/child in-progress',
      '/child completed',
    ])
    expect(seen.filter((request) => !request.startsWith('/child'))).toEqual([
      '/webhooks/voice ringing',
      '/action in-progress',
      '/webhooks/voice/status completed',
    ])
  })
})

describe('the end of a call whose caller hung up', () => {
  async function hangUpOn(settings: OpenSettings) {
    const never = Promise.withResolvers<string>()
    const opened = await openCarrier({
      ...settings,
      answers: {
        '/webhooks/voice': twiml(`<Dial action="/action">${bob}</Dial>`),
        '/action': () => never.promise,
      },
    })
    const caller = opened.carrier.placeCall()
    await caller.answered()
    void caller.hangsUp().catch(() => undefined)
    await opened.carrier.advance(1000)
    return { ...opened, release: () => never.resolve('') }
  }

  it('is told when the last action was answered', async () => {
    await using call = await hangUpOn({})
    expect(timeline(call.server)).toEqual(['/webhooks/voice ringing', '/action completed'])
    await call.carrier.advance(15_000)
    expect(timeline(call.server).at(-1)).toBe('/webhooks/voice/status completed')
    call.release()
  })

  it('is told at once, where Twilio is said to do so', async () => {
    await using call = await hangUpOn({ quirks: { lastActionHoldsUpEnd: false } })
    expect(timeline(call.server).toSorted()).toEqual([
      '/action completed',
      '/webhooks/voice ringing',
      '/webhooks/voice/status completed',
    ])
    call.release()
  })
})

it('whatever ends an outbound call, whenever: each leg ends, and its end is told once', async () => {
  const verbs =
    '<Say>Hello and welcome.</Say><Gather action="/action" timeout="2"><Say>Any key.</Say></Gather>' +
    '<Dial action="/action" timeout="5"><Number url="/whisper" statusCallback="/child">+15550107002</Number></Dial>'
  await using out = await callOut(verbs, {
    answers: { '/whisper': twiml('<Say>A call for you.</Say>') },
  })
  const { carrier, server } = out
  const endings = ['caller-hung-up', 'ended-by-request', 'canceled', 'led-elsewhere'] as const
  await assert(
    asyncProperty(
      constantFrom(...endings),
      integer({ min: 0, max: 18_000 }),
      async (how, afterMs) => {
        carrier.expectCall(bob, { answersAfterMs: 1000 })
        carrier.expectCall('+15550107002', { answersAfterMs: 2000 })
        const { call, finished } = out.call()
        await carrier.advance(afterMs)
        if (how === 'led-elsewhere') {
          call.redirection.to({ from: 'request', twiml: twiml('<Hangup/>') })
        } else {
          call.end(how)
        }
        await carrier.advance(30_000)
        await finished
        expect(carrier.engine.calls()).toEqual([])
        const ended = server
          .requestsTo('/status')
          .filter(({ form }) => form['CallSid'] === call.sid && form['CallDuration'] !== undefined)
        expect(ended).toHaveLength(1)
        const children = carrier.engine.register
          .all()
          .filter((leg) => leg.call.parentSid === call.sid)
        for (const child of children) {
          const told = server
            .requestsTo('/child')
            .filter(({ form }) => form['CallSid'] === child.call.sid)
          expect(told).toHaveLength(1)
        }
      },
    ),
    { numRuns: 25 },
  )
  expect(carrier.violations).toEqual([])
})
