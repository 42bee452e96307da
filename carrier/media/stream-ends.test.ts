import { describe, expect, it } from 'vitest'
import { soundOfWords } from '../speech/audible-words.ts'
import { deadPort } from '../testing/webhook-line.ts'
import { account, streamCall } from '../testing/stream-call.ts'
import type { StreamCallSettings } from '../testing/stream-call.ts'
import { twiml } from '../testing/stand-in-server.ts'
import type { SeenRequest } from '../testing/stand-in-server.ts'

/** A call whose stream tells how it gets on, and which goes on in words. */
async function reportedCall(settings: StreamCallSettings = {}) {
  const events = '/stream-events'
  const call = await streamCall({
    attributes: 'name="voice" statusCallback="https://phone.example.com/stream-events"',
    publicUrl: 'https://phone.example.com',
    after: '<Say>Are you still there?</Say>',
    ...settings,
  })
  const told = () => call.server.requestsTo(events).map(({ form }) => form)
  return { ...call, told, events: () => told().map((form) => form['StreamEvent']) }
}

const base = { AccountSid: account.accountSid, StreamName: 'voice' }

describe('the end of a media stream', () => {
  it('comes with the end of the call, and is told to the server first', async () => {
    await using call = await reportedCall()
    await call.streams()
    await call.carrier.advance(3000)
    expect(await call.caller.hangsUp()).toEqual({ status: 'completed', reason: 'caller-hung-up' })
    const last = call.peer().received.at(-1)
    expect(last).toEqual({
      event: 'stop',
      sequenceNumber: '152',
      stop: { accountSid: account.accountSid, callSid: call.caller.callSid },
      streamSid: last?.streamSid,
    })
    expect(call.peer().closedWith).toBe(1000)
    await expect.poll(call.events).toEqual(['stream-started', 'stream-stopped'])
    expect(call.carrier.violations).toEqual([])
    expect(call.warnings()).toEqual([])
  })

  it.each([
    ['another document', (url: string) => ({ Url: `${url}/elsewhere`, Method: 'POST' })],
    ['other TwiML', () => ({ Twiml: twiml('<Say>Welcome elsewhere.</Say>') })],
  ])('comes when REST leads the call to %s, and no action is asked', async (_, order) => {
    const elsewhere = twiml('<Say>Welcome elsewhere.</Say>')
    await using call = await reportedCall({ answers: { '/elsewhere': elsewhere } })
    const rest = await call.carrier.listen()
    await call.streams()
    await call.carrier.advance(100)
    const answer = await askRest(rest, call.caller.callSid, order(call.server.url))
    expect(answer.status).toBe(200)
    await call.caller.hears('Welcome elsewhere')
    expect(call.peer().received.at(-1)?.event).toBe('stop')
    expect(call.peer().closedWith).toBe(1000)
    await call.caller.ended()
    expect(call.caller.heardSoFar()).toBe('Welcome elsewhere.')
    expect(call.events()).toEqual(['stream-started', 'stream-stopped'])
  })

  it('comes when REST ends the call', async () => {
    await using call = await reportedCall()
    const rest = await call.carrier.listen()
    await call.streams()
    await askRest(rest, call.caller.callSid, { Status: 'completed' })
    expect(await call.caller.ended()).toMatchObject({ reason: 'ended-by-request' })
    expect(call.peer().received.at(-1)?.event).toBe('stop')
    expect(call.caller.heardSoFar()).toBe('')
  })

  it.each([1000, 1001, 1011, 4000])(
    'may come from the server, with %i: the next verb runs',
    async (code) => {
      await using call = await reportedCall()
      await call.streams()
      call.peer().close(code)
      await call.caller.hears('still there')
      expect(call.warnings()).toEqual(['31921'])
      expect(call.peer().received.map(({ event }) => event)).not.toContain('stop')
      await call.caller.ended()
      expect(call.events()).toEqual(['stream-started', 'stream-stopped'])
      expect(call.carrier.violations).toEqual([])
    },
  )

  it('may come from the server in the middle of its sound, of which the rest is not heard', async () => {
    await using call = await reportedCall()
    await call.streams()
    call.peer().play(soundOfWords('Goodbye, and thank you for calling.'))
    await call.caller.hears('Goodbye')
    call.peer().close()
    await call.caller.hears('still there')
    expect(call.caller.heardSoFar()).toBe('Goodbye, Are you still there?')
    expect(call.warnings()).toEqual(['sound-cut', '31921'])
  })

  it('may come from the server with its last word heard', async () => {
    await using call = await streamCall({
      script(message, peer) {
        if (message.event === 'mark') peer.close()
        if (message.event !== 'start') return
        peer.play(soundOfWords('Thank you, goodbye.'))
        peer.mark('end')
      },
    })
    await call.caller.hears('goodbye')
    expect(await call.caller.ended()).toMatchObject({ reason: 'agent-hung-up' })
    expect(call.warnings()).toEqual(['31921'])
  })

  it('may be a connection that breaks: the next verb runs, and the server is told of an error', async () => {
    await using call = await reportedCall()
    await call.caller.losesConnection()
    await call.caller.hears('still there')
    await call.caller.ended()
    expect(call.warnings()).toEqual(['31903'])
    expect(call.told()).toMatchObject([
      { StreamEvent: 'stream-started' },
      { StreamEvent: 'stream-error', StreamError: expect.stringContaining('31903') as string },
    ])
  })

  it('may be another one in the same call: one socket is one stream', async () => {
    await using call = await streamCall({ after: '<Redirect>/webhooks/voice</Redirect>' })
    await call.streams()
    call.peer().close()
    await expect.poll(() => call.peers.length).toBe(2)
    await call.carrier.advance(20)
    const [first, second] = call.peers.map(({ received }) => received[1])
    expect(second?.streamSid).not.toBe(first?.streamSid)
    expect(second).toMatchObject({ sequenceNumber: '1', start: { callSid: call.caller.callSid } })
  })

  it('asks for the action of its <Connect> where there is one', async () => {
    await using call = await streamCall({
      answers: {
        '/webhooks/voice': ({ headers }: SeenRequest) =>
          twiml(
            `<Connect action="/action"><Stream url="ws://${String(headers['host'])}/m"/></Connect>`,
            '<Say>Never.</Say>',
          ),
        '/action': twiml('<Say>And on.</Say>'),
      },
    })
    await call.streams()
    call.peer().close()
    await call.caller.hears('And on')
    expect(call.server.requestsTo('/action')).toMatchObject([
      { form: { CallStatus: 'in-progress' } },
    ])
  })
})

describe('a media stream that never comes to be', () => {
  it.each([
    ['a server that refuses the upgrade', () => ({ refusesUpgrades: true }), '31920'],
    ['nobody there', async () => ({ url: `ws://127.0.0.1:${await deadPort()}/m` }), '31902'],
    ['an address of strangers', () => ({ url: 'wss://elsewhere.example.org/m' }), '31902'],
  ])('because of %s lets the next verb run', async (_, settings, code) => {
    await using call = await reportedCall(await settings())
    await call.caller.hears('still there')
    await call.caller.ended()
    expect(call.warnings()).toEqual([code])
    expect(call.told()).toEqual([
      {
        ...base,
        CallSid: call.caller.callSid,
        StreamSid: expect.stringMatching(/^MZ[0-9a-f]{32}$/) as string,
        StreamEvent: 'stream-error',
        StreamError: expect.stringContaining(code) as string,
        Timestamp: expect.stringMatching(/^2026-01-05T15:00:00\.000Z$/) as string,
      },
    ])
  })

  it('because of an address that is none lets the next verb run too', async () => {
    await using call = await reportedCall({ url: 'https://phone.example.com/m' })
    await call.caller.hears('still there')
    expect(call.carrier.violations).toMatchObject([{ kind: 'bad-attribute-value' }])
  })

  it('because the caller hangs up meanwhile tells of nothing', async () => {
    await using call = await reportedCall()
    const [leg] = call.carrier.engine.calls()
    leg?.subscribe((event) => {
      if (event.type === 'status' && event.state.status === 'in-progress') {
        queueMicrotask(() => leg.end('caller-hung-up'))
      }
    })
    await call.caller.ended()
    expect(call.told()).toEqual([])
    expect(call.carrier.violations).toEqual([])
  })
})

async function askRest(
  rest: string,
  callSid: string,
  order: Readonly<Record<string, string>>,
): Promise<Response> {
  const { accountSid, authToken } = account
  return await fetch(`${rest}/2010-04-01/Accounts/${accountSid}/Calls/${callSid}.json`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
    },
    body: new URLSearchParams(order),
  })
}
