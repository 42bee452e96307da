import { describe, expect, it } from 'vitest'
import { signatureOf } from '../signature.ts'
import { account, answersHours, events, relayCall } from '../testing/relay-call.ts'
import type { RelayFrame } from '../testing/relay-peer.ts'

describe('a relay session', () => {
  it('opens a signed socket and begins with setup', async () => {
    await using call = await relayCall()
    await call.caller.answered()
    await call.carrier.advance(0)

    const [upgrade] = call.server.upgrades
    const url = call.server.relayUrl
    expect(upgrade?.headers['x-twilio-signature']).toBe(signatureOf({ ...account, url }))
    expect(call.peer().received).toEqual([
      {
        type: 'setup',
        sessionId: expect.stringMatching(/^VX[0-9a-f]{32}$/) as string,
        accountSid: account.accountSid,
        callSid: call.caller.callSid,
        parentCallSid: '',
        from: '+12025550143',
        to: '+15550100000',
        forwardedFrom: '',
        callerName: '',
        direction: 'inbound',
        callType: 'PSTN',
        callStatus: 'RINGING',
        customParameters: { token: 'abc' },
      },
    ])
  })

  it('is signed for the public address and reached at the local one', async () => {
    await using call = await relayCall({ publicUrl: 'https://phone.example.com' })
    await call.caller.answered()
    await call.carrier.advance(0)
    const [upgrade] = call.server.upgrades
    const url = 'wss://phone.example.com/relay'
    expect(upgrade?.headers).toMatchObject({
      host: 'phone.example.com',
      'x-forwarded-proto': 'https',
      'x-twilio-signature': signatureOf({ ...account, url }),
    })
    expect(call.peer().received).toHaveLength(1)
  })

  it('keeps what is said while it is being connected', async () => {
    await using call = await relayCall()
    const { call: leg, finished } = call.carrier.engine.placeCall({ from: '+12025550199' })
    const openAtFirst = Promise.withResolvers<boolean | undefined>()
    leg.subscribe((event) => {
      if (event.type !== 'status' || event.state.status !== 'in-progress') return
      queueMicrotask(() => {
        openAtFirst.resolve(leg.listener?.isOpen())
        leg.listener?.says('Hello?')
        leg.listener?.presses('1')
      })
    })
    expect(await openAtFirst.promise).toBe(false)
    await call.caller.answered()
    await call.carrier.advance(700)
    await expect
      .poll(() => call.peers.flatMap((peer) => peer.ofType('prompt')))
      .toMatchObject([{ voicePrompt: 'Hello?' }])
    leg.end('caller-hung-up')
    await finished
  })

  it('plays the greeting, then hears and answers, and reports every step', async () => {
    await using call = await relayCall({
      attributes: `${events} welcomeGreeting="How can I help?"`,
      script: answersHours,
    })
    await call.caller.hears('How can I help?')
    await call.caller.says('When are you open?')
    await call.caller.hears('close at five')
    await call.caller.waitsForSilence()

    expect(call.peer().received.slice(1).map(shortly)).toEqual([
      'agentSpeaking on',
      'tokensPlayed How can I help?',
      'agentSpeaking off',
      'clientSpeaking on',
      'clientSpeaking off',
      'prompt When are you open? (en-US, last)',
      'agentSpeaking on',
      'tokensPlayed We open at nine,',
      'tokensPlayed and we close at five.',
      'agentSpeaking off',
    ])
    expect(call.carrier.violations).toEqual([])
  })

  it('reports nothing that was not asked for', async () => {
    await using call = await relayCall({ attributes: '', script: answersHours })
    await call.caller.says('When are you open?')
    await call.caller.hears('close at five')
    expect(call.peer().received.map(({ type }) => type)).toEqual(['setup', 'prompt'])
  })

  it('is interrupted by speech: the server is told what was heard, then what was said', async () => {
    await using call = await relayCall({ script: answersHours })
    await call.caller.says('Hours?')
    await call.caller.interruptsAfter('We open at nine, and we', 'Thanks, that is all')

    expect(call.seen().slice(3)).toEqual([
      {
        type: 'interrupt',
        utteranceUntilInterrupt: 'We open at nine, and we',
        durationUntilInterruptMs: 24 * 60 + 100,
      },
      { type: 'prompt', voicePrompt: 'Thanks, that is all', lang: 'en-US', last: true },
    ])
    expect(call.caller.heardSoFar()).toBe('We open at nine, and we')
  })

  it('reports the words of an interruption once more where Twilio is said to', async () => {
    await using call = await relayCall({
      script: answersHours,
      quirks: { tokensPlayedAfterInterrupt: true },
    })
    await call.caller.says('Hours?')
    await call.caller.interruptsAfter('We open', 'Thanks')
    expect(call.seen().slice(2).map(shortly).slice(0, 2)).toEqual([
      'interrupt We open',
      'tokensPlayed We open',
    ])
  })

  it('lets no answer go on, or be ended twice, once the server knows that it was interrupted', async () => {
    await using call = await relayCall()
    await call.caller.answered()
    await call.carrier.advance(0)
    const { caller, carrier } = call
    call.peer().token('One two three four five. ')
    await caller.interruptsAfter('two', 'Stop')
    await carrier.advance(0)
    call.peer().token('Six seven.')
    await carrier.advance(0)
    expect(carrier.violations.map(({ kind }) => kind)).toEqual(['token-after-interrupt'])
    call.peer().token('', { last: true })
    call.peer().token('', { last: true })
    call.peer().token('Yes?', { last: true })
    await caller.hears('yes')
    expect(carrier.violations.map(({ kind }) => kind)).toEqual([
      'token-after-interrupt',
      'second-end-of-interrupted-cycle',
    ])
  })

  it('does not let a caller interrupt where that is not allowed', async () => {
    await using call = await relayCall({
      attributes: `${events} interruptible="dtmf" dtmfDetection="true"`,
      script: answersHours,
    })
    await call.caller.says('Hours?')
    await call.caller.hears('We open')
    await expect(call.caller.says('Stop')).rejects.toThrow('cannot be interrupted')
    await call.caller.presses('1#')
    expect(call.seen().slice(2).map(shortly)).toEqual(['interrupt We open', 'dtmf 1', 'dtmf #'])
  })

  it('delivers what is said meanwhile where the server wants it reported', async () => {
    await using call = await relayCall({
      attributes: 'interruptible="none" reportInputDuringAgentSpeech="speech"',
      script: (frame, peer) => {
        if (frame.type === 'setup') peer.token('A long story, really.', { last: true })
      },
    })
    await call.caller.hears('long')
    await call.caller.says('Is it?')
    await call.caller.hears('really')
    expect(call.seen().map(({ type }) => type)).toEqual(['setup', 'prompt'])
  })

  it('sends what was understood so far where partial prompts are on', async () => {
    await using call = await relayCall({ attributes: 'partialPrompts="true" language="en-GB"' })
    await call.caller.says('I need an appointment on Tuesday')
    expect(call.seen().slice(1).map(shortly)).toEqual([
      'prompt I need an (en-GB)',
      'prompt I need an appointment on Tuesday (en-GB, last)',
    ])
  })

  it('sends no keys where none are listened for', async () => {
    await using call = await relayCall()
    await expect(call.caller.presses('1')).rejects.toThrow('listens to no keys')
  })
})

describe('the end of a relay session', () => {
  it('by the server closes the socket and hands the data over word by word', async () => {
    await using call = await relayCall()
    await call.caller.answered()
    await call.carrier.advance(3000)
    call.peer().end('{"reason":"done ✓"}')
    expect(await call.caller.ended()).toEqual({ status: 'completed', reason: 'agent-hung-up' })

    expect(call.peer().closedWith).toEqual({ code: 1000, reason: 'Closing websocket session' })
    expect(call.server.requestsTo('/webhooks/voice/resume')).toMatchObject([
      {
        form: {
          CallStatus: 'in-progress',
          SessionStatus: 'ended',
          SessionDuration: '3',
          SessionId: call.peer().received[0]?.['sessionId'],
          HandoffData: '{"reason":"done ✓"}',
        },
      },
    ])
    expect(call.carrier.violations).toEqual([])
  })

  it('by the server cuts what was not yet heard, which is a fault of the server', async () => {
    await using call = await relayCall({
      script: (frame, peer) => {
        if (frame.type !== 'prompt') return
        peer.token('Goodbye and thank you.', { last: true })
        peer.end()
        peer.token('One more thing')
      },
    })
    await call.caller.says('Bye')
    await call.caller.ended()
    expect(call.caller.heardSoFar()).toBe('')
    expect(call.carrier.violations).toMatchObject([
      { kind: 'end-cut-speech', message: expect.stringContaining('4 words') as string },
      { kind: 'sent-after-end' },
    ])
  })

  it('by the caller closes the socket and then tells action and status callback', async () => {
    await using call = await relayCall({ after: '<Say>Are you still there?</Say>' })
    await call.caller.answered()
    await call.carrier.advance(61_000)
    expect(await call.caller.hangsUp()).toEqual({ status: 'completed', reason: 'caller-hung-up' })

    expect(call.peer().closedWith?.code).toBe(1000)
    expect(call.server.requests.slice(1)).toMatchObject([
      {
        path: '/webhooks/voice/resume',
        form: { CallStatus: 'completed', SessionStatus: 'completed' },
      },
      {
        path: '/webhooks/voice/status',
        form: { CallStatus: 'completed', CallDuration: '61', Duration: '2' },
      },
    ])
    expect(call.caller.heardSoFar()).toBe('')
  })

  it('by the caller is nothing that a server must have foreseen', async () => {
    await using call = await relayCall()
    await call.caller.answered()
    await call.carrier.advance(0)
    const hangingUp = call.caller.hangsUp()
    call.peer().token('Are you still there?', { last: true })
    await hangingUp
    await call.carrier.advance(10_000)
    expect(call.caller.heardSoFar()).toBe('')
    expect(call.carrier.violations).toEqual([])
  })

  it('by a server that drops the line is a failure, and the action may resume the call', async () => {
    await using call = await relayCall({ after: '<Redirect>/again</Redirect>' })
    await call.caller.answered()
    await call.carrier.advance(0)
    call.peer().close()
    await call.caller.ended()
    expect(call.server.requestsTo('/webhooks/voice/resume')).toMatchObject([
      { form: { CallStatus: 'in-progress', SessionStatus: 'failed', ErrorCode: '39001' } },
    ])
    expect(call.server.requestsTo('/again')).toHaveLength(1)
  })

  it.each([
    [1012, {}, '39001'],
    [4409, {}, '39001'],
    [4409, { quirks: { closedSessionErrorCode: 64_105 } }, '64105'],
  ])('by a server that closes it with %i is a failure as well', async (code, settings, told) => {
    await using call = await relayCall({ ...settings, after: '<Redirect>/again</Redirect>' })
    await call.caller.answered()
    await call.carrier.advance(0)
    call.peer().close(code)
    await call.caller.ended()
    expect(call.server.requestsTo('/webhooks/voice/resume')).toMatchObject([
      { form: { CallStatus: 'in-progress', SessionStatus: 'failed', ErrorCode: told } },
    ])
    expect(call.server.requestsTo('/again')).toHaveLength(1)
  })

  it('may be followed by another, new but for the call that it belongs to', async () => {
    let sessions = 0
    await using call = await relayCall({
      after: '<Redirect>/webhooks/voice</Redirect>',
      script(frame, peer) {
        if (frame.type !== 'setup') return
        sessions += 1
        if (sessions === 1) peer.close()
        else peer.token('Where were we?', { last: true })
      },
    })
    await call.caller.hears('where were we')
    const [first, second] = call.peers.map((peer) => peer.received[0])
    expect(second?.['sessionId']).not.toBe(first?.['sessionId'])
    expect(second).toMatchObject({ callSid: call.caller.callSid, callStatus: 'IN_PROGRESS' })
  })

  it('by a broken connection is a failure too', async () => {
    await using call = await relayCall()
    await call.caller.losesConnection()
    await call.caller.ended()
    expect(call.server.requestsTo('/webhooks/voice/resume')).toMatchObject([
      { form: { SessionStatus: 'failed', ErrorCode: '39001' } },
    ])
  })
})

function shortly(frame: RelayFrame): string {
  const { type, name, value, voicePrompt, lang, last, digit, utteranceUntilInterrupt } = frame
  if (type === 'info') return `${String(name)} ${String(value)}`
  if (type === 'prompt')
    return `prompt ${String(voicePrompt)} (${String(lang)}${last === true ? ', last' : ''})`
  return `${type} ${String(digit ?? utteranceUntilInterrupt)}`
}
