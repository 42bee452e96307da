import { describe, expect, it } from 'vitest'
import type { Leg } from '../legs/leg.ts'
import { defaultQuirks } from '../quirks.ts'
import type { CarrierQuirks } from '../quirks.ts'
import { callAnsweredBy } from '../testing/open-carrier.ts'
import type { OpenSettings } from '../testing/open-carrier.ts'
import { twiml } from '../testing/stand-in-server.ts'
import { changeCall } from './call-change.ts'
import { fieldsOf } from './fields.ts'

const bob = '+15550107001'

/** A call that does this, and what REST does to it. */
async function changing(verbs: string[], settings: OpenSettings = {}) {
  const call = await callAnsweredBy(twiml(...verbs), {
    ...settings,
    answers: { '/else': twiml('<Say>Somewhere else.</Say>'), ...settings.answers },
  })
  const quirks: CarrierQuirks = { ...defaultQuirks, ...settings.quirks }
  const legOf = (sid: string): Leg => {
    const leg = call.carrier.engine.register.find(sid)
    if (leg === undefined) throw new Error('no such call')
    return leg
  }
  const change = (fields: Record<string, string>, sid = call.caller.callSid) =>
    changeCall(legOf(sid), fieldsOf(new URLSearchParams(fields)), quirks)
  return { ...call, change, elsewhere: { Url: `${call.server.url}/else` } }
}

describe('a call that is led elsewhere', () => {
  it.each([
    ['a sentence', '<Say>This is a long story about a house.</Say>'],
    ['a pause', '<Say>Hi.</Say><Pause length="100"/>'],
    ['a prompt', '<Gather action="/action"><Say>Press any key, please, now.</Say></Gather>'],
    ['listening', '<Say>Hi.</Say><Gather action="/action" timeout="100"/>'],
    ['ringing', `<Dial action="/action">${bob}</Dial>`],
  ])('leaves %s at once, and without its action', async (_, verbs) => {
    await using call = await changing([verbs, '<Say>Never.</Say>'])
    await call.carrier.advance(1000)
    call.change(call.elsewhere)
    await call.caller.hears('somewhere else')
    expect(await call.caller.ended()).toEqual({ status: 'completed', reason: 'agent-hung-up' })
    expect(call.caller.heardSoFar()).not.toContain('Never')
    expect(call.server.requestsTo('/action')).toEqual([])
    expect(call.server.requestsTo('/else')).toMatchObject([{ form: { CallStatus: 'in-progress' } }])
    expect(call.carrier.violations).toEqual([])
  })

  it('leaves whoever it talked to, who is hung up on', async () => {
    await using call = await changing([`<Dial action="/action">${bob}</Dial>`])
    const callee = await call.carrier.expectCall(bob).answers()
    await callee.says('Hello?')
    call.change(call.elsewhere)
    await call.caller.hears('somewhere else')
    expect(await callee.ended()).toMatchObject({ reason: 'other-party-hung-up' })
    expect(call.server.requestsTo('/action')).toEqual([])
  })

  it('tells the action that it left, where Twilio is said to', async () => {
    await using call = await changing([`<Dial action="/action">${bob}</Dial>`], {
      quirks: { redirectionSendsAction: true },
    })
    await call.carrier.expectCall(bob, 'no-answer').rings()
    call.change(call.elsewhere)
    await call.caller.hears('somewhere else')
    expect(call.server.requestsTo('/action')).toMatchObject([
      { form: { CallStatus: 'in-progress', DialCallStatus: 'canceled' } },
    ])
  })

  it('does TwiML that came with the request', async () => {
    await using call = await changing(['<Say>Hi.</Say>', '<Pause length="100"/>'])
    await call.caller.hears('hi')
    call.change({ Twiml: twiml('<Say>All lines are busy.</Say>', '<Redirect>next</Redirect>') })
    await call.caller.hears('all lines are busy')
    // There is no address that a relative one could start from.
    await call.caller.hears('this call cannot go on')
    expect(call.server.requestsTo('/webhooks/voice/fallback')[0]?.form).toMatchObject({
      ErrorCode: '11100',
      ErrorUrl: 'next',
    })
  })

  it('may be led elsewhere again, and gets another fallback address on the way', async () => {
    await using call = await changing(['<Pause/>', '<Say>Hi.</Say>', '<Pause length="100"/>'], {
      answers: { '/b': twiml('<Say>Second.</Say>', '<Redirect>/none</Redirect>'), '/none': 404 },
    })
    await call.caller.hears('hi')
    call.change(call.elsewhere)
    call.change({ Url: `${call.server.url}/b`, FallbackUrl: `${call.server.url}/else` })
    await call.caller.hears('second')
    await call.caller.hears('somewhere else')
    expect(call.server.requestsTo('/else')).toMatchObject([{ form: { ErrorCode: '11200' } }])
  })

  it('goes on alone when it was the callee of another, who goes on without', async () => {
    await using call = await changing([`<Dial action="/action">${bob}</Dial>`], {
      answers: { '/action': twiml('<Say>Bob has left.</Say>') },
    })
    const callee = await call.carrier.expectCall(bob).answers()
    await callee.says('Hello?')
    call.change(call.elsewhere, callee.callSid)
    await callee.hears('somewhere else')
    await call.caller.hears('bob has left')
    const [asked] = call.server.requestsTo('/action')
    expect(asked?.form).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' })
    expect(asked?.form).not.toHaveProperty('DialCallDuration')
    expect(await callee.ended()).toEqual({ status: 'completed', reason: 'agent-hung-up' })
  })

  it('must be in progress', async () => {
    await using call = await changing(['<Pause length="5"/>', '<Say>Hi.</Say>'])
    await call.carrier.advance(0)
    const refusal = expect.objectContaining({ status: 400, twilioCode: 21_220 }) as Error
    expect(() => call.change(call.elsewhere)).toThrow(refusal)
    await call.caller.hangsUp()
    expect(() => call.change(call.elsewhere)).toThrow('Call is not in-progress. Cannot redirect.')
    expect(call.server.requestsTo('/else')).toEqual([])
  })
})

describe('a call that is ended by REST', () => {
  it('while somebody talks is completed', async () => {
    await using call = await changing(['<Say>Hello there.</Say>', '<Pause length="100"/>'])
    await call.caller.hears('hello')
    call.change({ Status: 'completed' })
    expect(await call.caller.ended()).toEqual({ status: 'completed', reason: 'ended-by-request' })
  })

  it('while it rings for somebody else is canceled there', async () => {
    await using call = await changing([`<Dial action="/action">${bob}</Dial>`], {
      answers: { '/action': twiml('<Say>Welcome back.</Say>') },
    })
    const callee = await call.carrier.expectCall(bob, 'no-answer').rings()
    call.change({ Status: 'completed' }, callee.callSid)
    await call.caller.hears('welcome back')
    expect(call.server.requestsTo('/action')).toMatchObject([
      { form: { DialCallStatus: 'canceled', DialCallSid: callee.callSid } },
    ])
  })

  it('cannot be canceled any more when it was answered', async () => {
    await using call = await changing(['<Say>Hello there.</Say>', '<Pause length="100"/>'])
    await call.caller.hears('hello')
    expect(() => call.change({ Status: 'canceled' })).toThrow('Cannot cancel')
    expect(call.caller.state().status).toBe('in-progress')
  })

  it.each(['canceled', 'completed'])('and has ended before stays as it is: %s', async (status) => {
    await using call = await changing(['<Say>Hello.</Say>'])
    const ending = await call.caller.ended()
    call.change({ Status: status })
    expect(call.caller.state()).toMatchObject(ending)
  })

  it('and has ended before is not found, where Twilio is said to say so', async () => {
    await using call = await changing(['<Say>Hello.</Say>'], {
      quirks: { endingAnEndedCall: 'not-found' },
    })
    await call.caller.ended()
    expect(() => call.change({ Status: 'completed' })).toThrow('was not found')
  })

  it('needs a status that can be asked for', async () => {
    await using call = await changing(['<Say>Hello.</Say>'])
    expect(() => call.change({ Status: 'ringing' })).toThrow('must be canceled or completed')
  })
})

it('a call whose time is limited by REST ends then, counted from the answer', async () => {
  await using call = await changing(['<Say>Hi.</Say>', '<Pause length="600"/>'])
  await call.caller.hears('hi')
  await call.carrier.advance(5000)
  call.change({ TimeLimit: '20' })
  await call.carrier.advance(14_000)
  expect(call.caller.state().status).toBe('in-progress')
  await call.carrier.advance(1000)
  expect(await call.caller.ended()).toMatchObject({ reason: 'time-limit' })
})

it('a call that is led elsewhere has its callbacks where that was asked for', async () => {
  await using call = await changing(['<Say>Hi.</Say>', '<Pause length="600"/>'])
  await call.caller.hears('hi')
  call.change({ ...call.elsewhere, StatusCallback: `${call.server.url}/told` })
  await call.caller.ended()
  expect(call.server.requestsTo('/told')).toMatchObject([{ form: { CallStatus: 'completed' } }])
  expect(call.server.requestsTo('/webhooks/voice/status')).toEqual([])
})
