import { describe, expect, it } from 'vitest'
import type { CalleeProfile } from '../callee.ts'
import { voicemailGreeting } from '../callee.ts'
import { callAnsweredBy } from '../testing/open-carrier.ts'
import type { OpenSettings } from '../testing/open-carrier.ts'
import { twiml } from '../testing/stand-in-server.ts'

const bob = '+15550107001'
const eve = '+15550107002'

/** A call whose `<Dial>` says what follows in words, with an action or without. */
async function dialing(
  { dial, verbs = [] }: { dial: string; verbs?: string[] },
  settings: OpenSettings = {},
) {
  return await callAnsweredBy(twiml(dial, '<Say>Nobody is there.</Say>', ...verbs), {
    ...settings,
    answers: {
      '/after': twiml('<Say>Welcome back.</Say>'),
      '/whisper': twiml(
        '<Gather numDigits="1" timeout="5" action="/accepted"><Say>Press one.</Say></Gather>',
        '<Hangup/>',
      ),
      '/accepted': ({ form }) => twiml(form['Digits'] === '1' ? '' : '<Hangup/>'),
      ...settings.answers,
    },
  })
}

const plain = `<Dial>${bob}</Dial>`
const withAction = `<Dial action="/after">${bob}</Dial>`
const screened = `<Dial action="/after"><Number url="/whisper">${bob}</Number></Dial>`

describe('a dialled callee who answers', () => {
  it('and the caller hear one another, words and keys', async () => {
    await using call = await dialing({ dial: withAction })
    const expected = call.carrier.expectCall(bob)
    const callee = await expected.answers()
    await call.caller.says('Is this Bob?')
    await callee.hears('is this Bob')
    await callee.says('Speaking. Press five.')
    await call.caller.hears('press five')
    await call.caller.presses('5#')
    await callee.hears(/\(key 5\) \(key #\)/)
    expect(call.carrier.violations).toEqual([])
  })

  it('is a leg of its own, with the caller as its caller', async () => {
    await using call = await dialing({
      dial: `<Dial callerId="+15550100000"><Number statusCallback="/child"
        statusCallbackEvent="initiated ringing answered completed">${bob}</Number></Dial>`,
    })
    const callee = await call.carrier.expectCall(bob).answers()
    await call.carrier.advance(9000)
    await callee.hangsUp()
    const seen = call.server.requestsTo('/child').map(({ form }) => form)
    expect(seen.map((form) => [form['CallStatus'], form['SequenceNumber']])).toEqual([
      ['initiated', '0'],
      ['ringing', '1'],
      ['in-progress', '2'],
      ['completed', '3'],
    ])
    expect(seen.at(-1)).toMatchObject({
      CallSid: callee.callSid,
      ParentCallSid: call.caller.callSid,
      Direction: 'outbound-dial',
      From: '+15550100000',
      To: bob,
      CallDuration: '9',
      SipResponseCode: '200',
    })
  })

  it('ends the dial by hanging up, and its action goes on with the call', async () => {
    await using call = await dialing({ dial: withAction })
    const callee = await call.carrier.expectCall(bob).answers()
    await call.carrier.advance(61_000)
    await callee.hangsUp()
    await call.caller.hears('welcome back')
    expect(call.server.requestsTo('/after')).toMatchObject([
      {
        form: {
          CallSid: call.caller.callSid,
          CallStatus: 'in-progress',
          DialCallStatus: 'completed',
          DialCallSid: callee.callSid,
          DialCallDuration: '61',
          DialBridged: 'true',
        },
      },
    ])
  })

  it('ends a dial without an action, and the next verb follows', async () => {
    await using call = await dialing({ dial: plain })
    const callee = await call.carrier.expectCall(bob).answers()
    await callee.hangsUp()
    await call.caller.hears('nobody is there')
  })

  it.each([
    ['with an action, which is told and cannot go on', withAction, 1],
    ['without an action', plain, 0],
  ])('is left when the caller hangs up: %s', async (_, dial, told) => {
    await using call = await dialing({ dial })
    const callee = await call.carrier.expectCall(bob).answers()
    await call.carrier.advance(2000)
    await call.caller.hangsUp()
    expect(await callee.ended()).toEqual({ status: 'completed', reason: 'other-party-hung-up' })
    expect(call.caller.heardSoFar()).toBe('')
    const requests = call.server.requestsTo('/after')
    expect(requests).toHaveLength(told)
    for (const { form } of requests) {
      expect(form).toMatchObject({
        CallStatus: 'completed',
        DialCallStatus: 'completed',
        DialCallDuration: '2',
        DialBridged: 'true',
      })
    }
  })

  it('is parted from the caller when the time is over', async () => {
    await using call = await dialing({ dial: `<Dial timeLimit="60">${bob}</Dial>` })
    const callee = await call.carrier.expectCall(bob).answers()
    await call.carrier.advance(60_000)
    expect(await callee.ended()).toMatchObject({ reason: 'other-party-hung-up' })
    await call.caller.hears('nobody is there')
  })

  it('is parted from a caller who presses the star, where that was asked for', async () => {
    await using call = await dialing({ dial: `<Dial hangupOnStar="true">${bob}</Dial>` })
    const callee = await call.carrier.expectCall(bob).answers()
    await callee.presses('*')
    expect(callee.state().status).toBe('in-progress')
    await call.caller.presses('*')
    await call.caller.hears('nobody is there')
    expect(await callee.ended()).toMatchObject({ status: 'completed' })
  })
})

describe('a dialled callee who cannot be talked to', () => {
  const endings: [CalleeProfile, string][] = [
    ['busy', 'busy'],
    ['failed', 'failed'],
    ['declines', 'busy'],
    ['no-answer', 'no-answer'],
  ]

  it.each(endings)('(%s) leads to the action, which is told', async (profile, status) => {
    await using call = await dialing({ dial: withAction })
    const expected = call.carrier.expectCall(bob, profile)
    const { callSid } = await expected.rings()
    await call.caller.hears('welcome back')
    const [asked] = call.server.requestsTo('/after')
    expect(asked?.form).toMatchObject({
      DialCallStatus: status,
      DialCallSid: callSid,
      DialBridged: 'false',
      CallStatus: 'in-progress',
    })
    expect(asked?.form).not.toHaveProperty('DialCallDuration')
  })

  it.each(endings)('(%s) leads to the next verb where there is no action', async (profile) => {
    await using call = await dialing({ dial: plain })
    call.carrier.expectCall(bob, profile)
    await call.caller.hears('nobody is there')
  })

  it('rings for half a minute, or as long as was asked', async () => {
    await using long = await dialing({ dial: plain })
    await long.caller.startsHearing('nobody is there')
    expect(long.carrier.clock.monotonicMs()).toBe(800 + 30_000 + 200)
    await using short = await dialing({ dial: `<Dial timeout="7">${bob}</Dial>` })
    await short.caller.startsHearing('nobody is there')
    expect(short.carrier.clock.monotonicMs()).toBe(800 + 7000 + 200)
  })

  it('rings longer than asked where Twilio is said to', async () => {
    await using call = await dialing({ dial: plain }, { quirks: { extraRingSeconds: 5 } })
    await call.caller.startsHearing('nobody is there')
    expect(call.carrier.clock.monotonicMs()).toBe(800 + 35_000 + 200)
  })

  it.each([
    ['with an action, which is told', withAction, 1],
    ['without an action', plain, 0],
  ])('stops ringing when the caller hangs up: %s', async (_, dial, told) => {
    await using call = await dialing({ dial })
    const callee = await call.carrier.expectCall(bob, 'no-answer').rings()
    await call.caller.hangsUp()
    expect(await callee.ended()).toEqual({ status: 'canceled', reason: 'canceled' })
    const requests = call.server.requestsTo('/after')
    expect(requests).toHaveLength(told)
    for (const { form } of requests) {
      expect(form).toMatchObject({
        CallStatus: 'completed',
        DialCallStatus: 'canceled',
        DialCallSid: callee.callSid,
        DialBridged: 'false',
      })
    }
  })

  it('may be a machine, which the caller hears', async () => {
    await using call = await dialing({ dial: withAction })
    call.carrier.expectCall(bob, 'voicemail')
    await call.caller.hears(voicemailGreeting)
  })
})

describe('a whisper', () => {
  it('is heard by the callee alone, who is joined to the caller after it', async () => {
    await using call = await dialing({ dial: screened })
    const callee = await call.carrier.expectCall(bob).answers()
    await callee.hears('press one')
    expect(call.caller.heardSoFar()).toBe('')
    await callee.presses('1')
    await callee.says('Hello, Bob here.')
    await call.caller.hears('Bob here')
    expect(call.server.requestsTo('/whisper')).toMatchObject([
      {
        form: {
          CallSid: callee.callSid,
          ParentCallSid: call.caller.callSid,
          CallStatus: 'in-progress',
          Direction: 'outbound-dial',
        },
      },
    ])
  })

  it.each([
    ['by another key', '2'],
    ['by saying nothing', undefined],
  ])('can be refused %s', async (_, key) => {
    await using call = await dialing({ dial: screened })
    const callee = await call.carrier.expectCall(bob).answers()
    await callee.hears('press one')
    if (key === undefined) await callee.staysSilent(6000)
    else await callee.presses(key)
    await call.caller.hears('welcome back')
    expect(call.server.requestsTo('/after')).toMatchObject([
      {
        form: {
          DialCallStatus: 'completed',
          DialBridged: 'false',
          DialCallSid: callee.callSid,
          DialCallDuration: expect.stringMatching(/^\d+$/) as string,
        },
      },
    ])
    expect(callee.state()).toMatchObject({ reason: 'agent-hung-up' })
  })

  it('can be refused where there is no action, and the next verb follows', async () => {
    await using call = await dialing({
      dial: `<Dial><Number url="/whisper">${bob}</Number></Dial>`,
    })
    const callee = await call.carrier.expectCall(bob).answers()
    await callee.hangsUp()
    await call.caller.hears('nobody is there')
  })

  it('keeps a machine from being joined to the caller', async () => {
    await using call = await dialing({ dial: screened })
    const machine = await call.carrier.expectCall(bob, 'voicemail').answers()
    await machine.hears('press one')
    await machine.staysSilent(6000)
    await call.caller.hears('welcome back')
    expect(call.caller.heardSoFar()).toBe('Welcome back.')
    expect(call.server.requestsTo('/after')).toMatchObject([{ form: { DialBridged: 'false' } }])
  })

  it('that cannot be had ends the leg, and the action is told', async () => {
    await using call = await dialing({ dial: screened }, { answers: { '/whisper': 500 } })
    const callee = await call.carrier.expectCall(bob).answers()
    await callee.hears('this call cannot go on')
    await call.caller.hears('welcome back')
    expect(call.server.requestsTo('/after')).toMatchObject([{ form: { DialBridged: 'false' } }])
  })

  it('ends when the caller hangs up', async () => {
    await using call = await dialing({ dial: screened })
    const callee = await call.carrier.expectCall(bob).answers()
    await callee.hears('press')
    await call.caller.hangsUp()
    expect(await callee.ended()).toEqual({ status: 'completed', reason: 'other-party-hung-up' })
    expect(call.server.requestsTo('/after')).toMatchObject([
      { form: { CallStatus: 'completed', DialCallStatus: 'completed', DialBridged: 'false' } },
    ])
  })
})

describe('several numbers', () => {
  const both = `<Number>${bob}</Number><Number>${eve}</Number>`

  it('ring together, and the first to answer has the call', async () => {
    await using call = await dialing({ dial: `<Dial>${both}</Dial>` })
    const slow = call.carrier.expectCall(bob, { answersAfterMs: 9000 })
    const quick = call.carrier.expectCall(eve, { answersAfterMs: 1000 })
    const callee = await quick.answers()
    await callee.says('Eve here.')
    await call.caller.hears('Eve here')
    const other = await slow.rings()
    expect(await other.ended()).toEqual({ status: 'canceled', reason: 'canceled' })
  })

  it('ring on while one is busy, and the last to end says how it ended', async () => {
    await using call = await dialing({ dial: `<Dial action="/after">${both}</Dial>` })
    const last = call.carrier.expectCall(bob, 'no-answer')
    call.carrier.expectCall(eve, 'busy')
    const { callSid } = await last.rings()
    await call.caller.hears('welcome back')
    expect(call.server.requestsTo('/after')).toMatchObject([
      { form: { DialCallStatus: 'no-answer', DialCallSid: callSid } },
    ])
  })

  it('ring one after the other where that was asked for', async () => {
    await using call = await dialing({
      dial: `<Dial sequential="true" timeout="10">${both}</Dial>`,
    })
    const first = await call.carrier.expectCall(bob, 'no-answer').rings()
    expect(first.state().status).toBe('ringing')
    const second = await call.carrier.expectCall(eve).answers()
    expect(first.state().status).toBe('no-answer')
    await second.says('Eve here.')
    await call.caller.hears('Eve here')
  })
})

describe('a dial', () => {
  it('answers the call, unless it waits for the callee to do so', async () => {
    await using now = await dialing({ dial: plain })
    await now.carrier.expectCall(bob, 'no-answer').rings()
    expect(now.caller.state().status).toBe('in-progress')
    await using later = await dialing({ dial: `<Dial answerOnBridge="true">${bob}</Dial>` })
    const expected = later.carrier.expectCall(bob)
    await expected.rings()
    expect(later.caller.state().status).toBe('ringing')
    await expected.answers()
    await later.caller.answered()
  })

  it.each([
    ['no number', '<Dial action="/after">911</Dial>', '911'],
    ['nothing', '<Dial action="/after"/>', '""'],
    [
      "somebody else's caller id",
      `<Dial action="/after" callerId="+19995550123">${bob}</Dial>`,
      '+19995550123',
    ],
  ])('of %s fails, and the action is told', async (_, dial, named) => {
    await using call = await dialing({ dial })
    await call.caller.hears('welcome back')
    const [asked] = call.server.requestsTo('/after')
    expect(asked?.form).toMatchObject({ DialCallStatus: 'failed', DialBridged: 'false' })
    expect(asked?.form).not.toHaveProperty('DialCallSid')
    expect(call.carrier.violations).toMatchObject([
      { kind: 'cannot-dial', message: expect.stringContaining(named) as string },
    ])
  })

  it('to what this carrier does not know is passed over, and noted', async () => {
    await using call = await dialing({ dial: '<Dial><Conference>room</Conference></Dial>' })
    await call.caller.hears('nobody is there')
    expect(call.carrier.violations).toMatchObject([{ kind: 'unknown-verb' }])
  })

  it('with misspelt attributes is noted', async () => {
    await using call = await dialing({
      dial: `<Dial timeOut="3"><Number whisper="/w">${bob}</Number></Dial>`,
    })
    await call.caller.hears('nobody is there')
    expect(call.carrier.violations.map(({ message }) => message)).toEqual([
      '<Dial> knows no "timeOut".',
      '<Number> knows no "whisper".',
    ])
  })
})
