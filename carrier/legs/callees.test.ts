import { describe, expect, it } from 'vitest'
import { voicemailGreeting } from '../callee.ts'
import { busyNumber, unansweredNumber, unreachableNumber, voicemailNumber } from '../numbers.ts'
import { openCarrier } from '../testing/open-carrier.ts'
import { relayPeers } from '../testing/relay-peer.ts'
import { twiml } from '../testing/stand-in-server.ts'

const ours = '+15550100000'

async function callOut(to: string, ringSeconds = 20) {
  const opened = await openCarrier()
  const { call, finished } = opened.carrier.engine.placeOutboundCall({
    from: ours,
    to,
    answer: { from: 'request', twiml: twiml('<Say>Hello.</Say>') },
    fallback: undefined,
    callback: undefined,
    ringSeconds,
    limitSeconds: undefined,
  })
  return { ...opened, call, finished }
}

describe('a number at which nobody is expected', () => {
  it.each([
    ['is busy', busyNumber, 'busy'],
    ['is not answered', unansweredNumber, 'no-answer'],
    ['cannot be reached', unreachableNumber, 'failed'],
    ['is answered by a machine', voicemailNumber, 'completed'],
    ['is not answered, whichever else it is', '+15550107009', 'no-answer'],
  ])('%s: %s', async (_, number, status) => {
    await using out = await callOut(number)
    await out.carrier.advance(30_000)
    await out.finished
    expect(out.call.state()).toMatchObject({ status })
  })

  it('is answered by a machine that speaks to whoever listens', async () => {
    const { peers, accept } = relayPeers()
    let relayUrl = ''
    await using opened = await openCarrier({
      relay: accept,
      answers: {
        '/answer': () =>
          twiml(`<Connect action="/a"><ConversationRelay url="${relayUrl}"/></Connect>`),
      },
    })
    ;({ relayUrl } = opened.server)
    opened.carrier.engine.placeOutboundCall({
      from: ours,
      to: voicemailNumber,
      answer: {
        from: 'url',
        document: { url: `${opened.server.url}/answer`, method: 'POST', parameters: {} },
      },
      fallback: undefined,
      callback: undefined,
      ringSeconds: 20,
      limitSeconds: undefined,
    })
    await opened.carrier.advance(10_000)
    expect(peers[0]?.ofType('prompt')).toMatchObject([{ voicePrompt: voicemailGreeting }])
  })
})

describe('a number at which somebody is expected', () => {
  it('is so for one call each time that it was said', async () => {
    await using out = await callOut(busyNumber)
    const expected = out.carrier.expectCall(busyNumber, { answersAfterMs: 500 })
    const caller = await expected.answers()
    await caller.hears('hello')
    await caller.ended()
    expect(out.carrier.clock.monotonicMs()).toBe(800 + 500 + 200 + 360)
    const dialled = out.carrier.engine.placeOutboundCall({
      from: ours,
      to: busyNumber,
      answer: { from: 'request', twiml: twiml() },
      fallback: undefined,
      callback: undefined,
      ringSeconds: 20,
      limitSeconds: undefined,
    })
    await out.carrier.advance(1000)
    expect(dialled.call.state().status).toBe('busy')
  })

  it('and is not called fails the test, with what is called instead', async () => {
    await using out = await callOut('+15550107009', 5)
    const expected = out.carrier.expectCall('+15550107001')
    await out.carrier.advance(1000)
    await expect(expected.rings()).rejects.toThrow('Expected a call to +15550107001.')
  })
})
