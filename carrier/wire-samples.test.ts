import { describe, expect, it } from 'vitest'
import { openCarrier, testAccount } from './testing/open-carrier.ts'
import type { OpenSettings } from './testing/open-carrier.ts'
import { relayCall } from './testing/relay-call.ts'
import type { Script } from './testing/relay-call.ts'
import { twiml } from './testing/stand-in-server.ts'
import type { SeenRequest } from './testing/stand-in-server.ts'

// What Twilio sends, parameter by parameter: nothing is missing, and nothing is there that it does not send.

const ours = '+15550100000'
const caller = '+12025550143'
const bob = '+15550107001'

function base(numbers: { from: string; to: string }): Record<string, string> {
  const { from, to } = numbers
  const roles = Object.entries({ From: from, Caller: from, To: to, Called: to })
  const places = roles.flatMap(([role, number]) => [
    [role, number],
    ...['City', 'State', 'Zip'].map((place) => [`${role}${place}`, '']),
    [`${role}Country`, 'US'],
  ])
  return {
    AccountSid: testAccount.accountSid,
    ApiVersion: '2010-04-01',
    ...(Object.fromEntries(places) as Record<string, string>),
  }
}

/** Of a call to the number that is going on. */
function inbound(callSid: string): Record<string, string> {
  return {
    ...base({ from: caller, to: ours }),
    CallSid: callSid,
    CallStatus: 'in-progress',
    Direction: 'inbound',
    StirVerstat: 'TN-Validation-Passed-A',
  }
}

function formAt(server: { requestsTo(path: string): readonly SeenRequest[] }, path: string) {
  const asked = server.requestsTo(path)
  expect(asked).toHaveLength(1)
  return asked[0]?.form
}

async function callTo(verbs: string, settings: OpenSettings = {}) {
  const opened = await openCarrier({
    ...settings,
    answers: {
      '/webhooks/voice': twiml(verbs),
      '/action': twiml('<Hangup/>'),
      ...settings.answers,
    },
  })
  return { ...opened, caller: opened.carrier.placeCall() }
}

describe('the parameters of', () => {
  it('a call that rings', async () => {
    await using call = await callTo('<Hangup/>')
    await call.caller.ended()
    expect(formAt(call.server, '/webhooks/voice')).toEqual({
      ...inbound(call.caller.callSid),
      CallStatus: 'ringing',
      CallToken: expect.stringMatching(/^\{"parentCallInfoToken":"[0-9a-f]+"\}$/) as string,
    })
  })

  it('the end of a call to the number', async () => {
    await using call = await callTo('<Say>Hello.</Say><Pause length="41"/>')
    await call.caller.ended()
    expect(formAt(call.server, '/webhooks/voice/status')).toEqual({
      ...inbound(call.caller.callSid),
      CallStatus: 'completed',
      CallDuration: '42',
      Duration: '1',
      Timestamp: 'Mon, 05 Jan 2026 15:00:41 +0000',
      CallbackSource: 'call-progress-events',
      SequenceNumber: '0',
    })
  })

  it.each([
    ['answered', 'answers', { CallStatus: 'completed', SequenceNumber: '3' }],
    ['busy', 'busy', { CallStatus: 'busy', SequenceNumber: '2' }],
    ['unanswered', 'no-answer', { CallStatus: 'no-answer', SequenceNumber: '2' }],
  ] as const)('the end of an outbound call that was %s', async (_, profile, ending) => {
    await using opened = await openCarrier()
    const { carrier, server } = opened
    carrier.expectCall(bob, profile)
    const { call, finished } = carrier.engine.placeOutboundCall({
      from: ours,
      to: bob,
      answer: { from: 'request', twiml: twiml('<Say>Hello.</Say><Pause length="41"/>') },
      fallback: undefined,
      callback: { url: `${server.url}/told`, method: 'POST', events: new Set(['completed']) },
      ringSeconds: 60,
      limitSeconds: undefined,
    })
    await carrier.advance(120_000)
    await finished
    const answered = ending.CallStatus === 'completed'
    const codes = { completed: '200', busy: '486', 'no-answer': '487' }
    expect(formAt(server, '/told')).toEqual({
      ...base({ from: ours, to: bob }),
      ...ending,
      CallSid: call.sid,
      Direction: 'outbound-api',
      CallDuration: answered ? '42' : '0',
      Duration: answered ? '1' : '0',
      SipResponseCode: codes[ending.CallStatus],
      Timestamp: expect.stringMatching(/^Mon, 05 Jan 2026 15:0\d:\d\d \+0000$/) as string,
      CallbackSource: 'call-progress-events',
    })
  })

  it('keys that were gathered', async () => {
    await using call = await callTo('<Gather action="/action" numDigits="2"/>')
    await call.caller.presses('12')
    await call.caller.ended()
    expect(formAt(call.server, '/action')).toEqual({
      ...inbound(call.caller.callSid),
      Digits: '12',
    })
  })

  it('words that were gathered', async () => {
    await using call = await callTo(
      '<Gather action="/action" input="speech" speechTimeout="auto"/>',
    )
    await call.caller.says('I would like to book', { confidence: 0.9312 })
    await call.caller.ended()
    expect(formAt(call.server, '/action')).toEqual({
      ...inbound(call.caller.callSid),
      SpeechResult: 'I would like to book',
      Confidence: '0.9312',
      Language: 'en-US',
    })
  })

  it('a dial that nobody answered', async () => {
    await using call = await callTo(`<Dial action="/action" timeout="5">${bob}</Dial>`)
    call.carrier.expectCall(bob, 'no-answer')
    await call.caller.ended()
    expect(formAt(call.server, '/action')).toEqual({
      ...inbound(call.caller.callSid),
      DialCallStatus: 'no-answer',
      DialCallSid: expect.stringMatching(/^CA[0-9a-f]{32}$/) as string,
      DialBridged: 'false',
    })
  })

  it('a dial whose callee hung up', async () => {
    await using call = await callTo(`<Dial action="/action">${bob}</Dial>`)
    const callee = await call.carrier.expectCall(bob).answers()
    await call.carrier.advance(9000)
    await callee.hangsUp()
    await call.caller.ended()
    expect(formAt(call.server, '/action')).toEqual({
      ...inbound(call.caller.callSid),
      DialCallStatus: 'completed',
      DialCallSid: callee.callSid,
      DialCallDuration: '9',
      DialBridged: 'true',
    })
  })

  it('a request to the fallback address', async () => {
    await using call = await callTo('', {
      answers: { '/webhooks/voice': 500, '/webhooks/voice/fallback': twiml('<Hangup/>') },
    })
    await call.caller.ended()
    expect(formAt(call.server, '/webhooks/voice/fallback')).toEqual({
      ...inbound(call.caller.callSid),
      CallStatus: 'ringing',
      ErrorCode: '11200',
      ErrorUrl: `${call.server.url}/webhooks/voice`,
    })
  })
})

describe('the parameters of the action of a relay session', () => {
  const session = (callSid: string) => ({
    ...inbound(callSid),
    SessionId: expect.stringMatching(/^VX[0-9a-f]{32}$/) as string,
    SessionDuration: expect.stringMatching(/^\d+$/) as string,
  })
  const afterwards = '/webhooks/voice/resume'

  it('that the server ended', async () => {
    const handoffData = '{"reasonCode":"live-agent","summary":"…"}'
    const script: Script = (frame, peer) => {
      if (frame.type === 'prompt') peer.end(handoffData)
    }
    await using call = await relayCall({ script })
    await call.caller.says('A person, please.')
    await call.caller.ended()
    expect(formAt(call.server, afterwards)).toEqual({
      ...session(call.caller.callSid),
      SessionStatus: 'ended',
      HandoffData: handoffData,
    })
  })

  it('that the caller ended', async () => {
    await using call = await relayCall()
    await call.caller.says('Hello?')
    await call.caller.hangsUp()
    expect(formAt(call.server, afterwards)).toEqual({
      ...session(call.caller.callSid),
      CallStatus: 'completed',
      SessionStatus: 'completed',
    })
  })

  it('that broke', async () => {
    await using call = await relayCall()
    await call.caller.says('Hello?')
    call.peer().close()
    await call.caller.ended()
    expect(formAt(call.server, afterwards)).toEqual({
      ...session(call.caller.callSid),
      SessionStatus: 'failed',
      ErrorCode: '39001',
      ErrorMessage: 'Network connection to WebSocket server failed.',
    })
  })
})
