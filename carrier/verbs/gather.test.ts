import { describe, expect, it } from 'vitest'
import { callTo } from '../testing/call-to.ts'
import { twiml } from '../testing/stand-in-server.ts'

const listens = '<Gather input="speech" speechTimeout="auto" action="/heard">'
const heard = { '/heard': twiml('<Say>Thank you.</Say>', '<Hangup/>') }

describe('<Gather>', () => {
  it('brings what was said to its action', async () => {
    await using call = await callTo(`${listens}<Say>How can I help?</Say></Gather>`, {
      answers: heard,
    })
    await call.caller.hears('How can I help')
    await call.caller.waitsForSilence()
    await call.caller.says('When are you open?')
    await call.caller.hears('Thank you')
    await call.caller.ended()
    const [request] = call.server.requestsTo('/heard')
    expect(request).toMatchObject({
      method: 'POST',
      form: {
        CallSid: call.caller.callSid,
        CallStatus: 'in-progress',
        From: '+12025550143',
        SpeechResult: 'When are you open?',
        Confidence: '0.92',
        Language: 'en-US',
      },
    })
    expect(request?.form).not.toHaveProperty('Digits')
    expect(call.carrier.violations).toEqual([])
  })

  it('tells how sure recognition is', async () => {
    await using call = await callTo(
      '<Gather input="dtmf speech" speechTimeout="auto" action="/heard" language="en-GB"/>',
      { answers: heard },
    )
    await call.caller.says('Mumble', { confidence: 0.3 })
    expect(call.server.requestsTo('/heard')).toMatchObject([
      { form: { SpeechResult: 'Mumble', Confidence: '0.3', Language: 'en-GB' } },
    ])
  })

  it('brings keys to its action, 200 ms apart and without the one that finishes', async () => {
    await using call = await callTo('<Gather action="/heard" method="GET"/>', { answers: heard })
    await call.caller.presses('12#')
    expect(call.carrier.clock.monotonicMs()).toBe(400)
    const [request] = call.server.requestsTo('/heard')
    expect(request).toMatchObject({ method: 'GET', form: { Digits: '12' } })
    expect(request?.form).not.toHaveProperty('SpeechResult')
  })

  it('plays everything nested in it first', async () => {
    await using call = await callTo(
      `${listens}<Say>One.</Say><Pause length="2"/><Say>Two.</Say></Gather>`,
      { answers: heard },
    )
    await call.caller.waitsForSilence()
    expect(call.caller.heardSoFar()).toBe('One. Two.')
    expect(call.carrier.clock.monotonicMs()).toBe(2 * (200 + 300) + 2000)
  })

  it('tells its action what no page of Twilio’s mentions, where asked to', async () => {
    await using call = await callTo('<Gather action="/heard"/>', {
      answers: heard,
      quirks: { undocumentedGatherFields: true },
    })
    await call.caller.presses('1#')
    expect(call.server.requestsTo('/heard')).toMatchObject([
      { form: { Digits: '1', FinishedOnKey: '#', msg: 'Gather End' } },
    ])
  })

  it('is stopped in the middle of a word by a key', async () => {
    await using call = await callTo(
      '<Gather action="/heard"><Say>Press one for the shop, two for repairs.</Say></Gather>',
      { answers: heard },
    )
    await call.caller.hears('for the shop')
    await call.caller.presses('1')
    await call.carrier.advance(5000)
    await call.caller.ended()
    expect(call.caller.heardSoFar()).toBe('Press one for the shop, Thank you.')
  })

  it('is stopped by speech', async () => {
    await using call = await callTo(`${listens}<Say>We open at nine every day.</Say></Gather>`, {
      answers: heard,
    })
    await call.caller.interruptsAfter('open at nine', 'On Mondays?')
    expect(call.caller.heardSoFar()).toBe('We open at nine')
    expect(call.server.requestsTo('/heard')).toMatchObject([
      { form: { SpeechResult: 'On Mondays?' } },
    ])
  })

  it('without barge-in lets a polite caller speak after the prompt', async () => {
    await using call = await callTo(
      '<Gather input="speech" bargeIn="false" speechTimeout="auto" action="/heard">' +
        '<Say>We open at nine.</Say></Gather>',
      { answers: heard },
    )
    await call.caller.says('Thanks')
    expect(call.caller.heardSoFar()).toBe('We open at nine.')
    expect(call.server.requestsTo('/heard')).toMatchObject([{ form: { SpeechResult: 'Thanks' } }])
  })

  it('without barge-in cannot be interrupted, and says so', async () => {
    await using call = await callTo(
      '<Gather input="speech" bargeIn="false" action="/heard"><Say>We open at nine.</Say></Gather>',
      { answers: heard },
    )
    await expect(call.caller.interruptsAfter('We open', 'When?')).rejects.toThrow(
      'The agent is speaking and cannot be interrupted now.',
    )
    await call.caller.hears('at nine')
    expect(call.server.requestsTo('/heard')).toEqual([])
  })

  it('goes on to the next verb when nothing came', async () => {
    await using call = await callTo(
      `${listens}<Say>Hello?</Say></Gather><Say>Nobody there.</Say>`,
      { answers: heard },
    )
    await call.caller.hears('Hello')
    await call.caller.waitsForSilence()
    expect(call.caller.heardSoFar()).toBe('Hello?')
    await call.carrier.advance(5000)
    await call.caller.hears('Nobody there')
    expect(call.server.requestsTo('/heard')).toEqual([])
  })

  it('asks its action even then, where it is told to', async () => {
    await using call = await callTo(
      '<Gather input="dtmf speech" timeout="2" actionOnEmptyResult="true" action="/heard"/>',
      { answers: heard },
    )
    await call.caller.answered()
    await call.carrier.advance(2000)
    await call.caller.hears('Thank you')
    const [request] = call.server.requestsTo('/heard')
    expect(request?.form).toMatchObject({ Digits: '' })
    expect(request?.form).not.toHaveProperty('SpeechResult')
  })

  it('lets the silence of a caller be heard out, prompt by prompt', async () => {
    const prompts = ['Are you there?', 'Hello?']
    await using call = await callTo(
      '<Gather input="speech" timeout="4" action="/heard"><Say>Welcome.</Say></Gather>' +
        '<Redirect>/again</Redirect>',
      {
        answers: {
          '/again': () =>
            twiml(
              `<Gather input="speech" timeout="4" action="/heard"><Say>${prompts.shift() ?? 'Bye.'}` +
                '</Say></Gather><Redirect>/again</Redirect>',
            ),
        },
      },
    )
    await call.caller.hears('Welcome')
    await call.caller.staysSilent(11_000)
    expect(call.caller.heardSoFar()).toBe('Welcome. Are you there? Hello?')
  })

  it('asks its own document again when it names no action', async () => {
    let times = 0
    const first = '<Gather numDigits="1"/>'
    await using call = await callTo('', {
      answers: {
        '/webhooks/voice': () => twiml((times += 1) === 1 ? first : '<Say>Thanks.</Say>'),
      },
    })
    await call.caller.presses('4')
    await call.caller.hears('Thanks')
    expect(call.server.requestsTo('/webhooks/voice')[1]).toMatchObject({ form: { Digits: '4' } })
  })

  it('is over without a request when the caller hangs up in the middle of it', async () => {
    await using call = await callTo(`${listens}<Say>How can I help you?</Say></Gather>`, {
      answers: heard,
    })
    await call.caller.hears('How can')
    await call.caller.hangsUp()
    expect(call.caller.heardSoFar()).toBe('How can')
    expect(call.server.requestsTo('/heard')).toEqual([])
  })

  it('says that it has no relay connection to break', async () => {
    await using call = await callTo(`${listens}</Gather>`, { answers: heard })
    await expect(call.caller.losesConnection()).rejects.toThrow('no connection')
    await expect(call.caller.sendsRawFrame('x')).rejects.toThrow('no connection')
  })

  it('does not hear keys that nobody asked for', async () => {
    await using call = await callTo(`${listens}</Gather>`, { answers: heard })
    await expect(call.caller.presses('1')).rejects.toThrow('listens to no keys')
  })

  it('hears words from a phone that is typed on as it hears them from a test', async () => {
    await using call = await callTo(`${listens}<Say>How can I help you?</Say></Gather>`, {
      answers: heard,
    })
    await call.caller.hears('How can')
    const [leg] = call.carrier.engine.calls()
    expect(leg?.listener?.says('Hours?')).toEqual({ heard: true })
    await call.caller.hears('Thank you')
    expect(call.server.requestsTo('/heard')).toMatchObject([{ form: { SpeechResult: 'Hours?' } }])
  })
})
