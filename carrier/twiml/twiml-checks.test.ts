import { describe, expect, it } from 'vitest'
import { createSteppedClock } from '../stepped-clock.ts'
import { callTo } from '../testing/call-to.ts'
import { twiml } from '../testing/stand-in-server.ts'
import { noteTwimlFaults } from './twiml-checks.ts'
import { parseTwiml } from './twiml.ts'
import { createWitness } from '../witness.ts'

function faultsIn(...verbs: string[]): string[] {
  const kinds: string[] = []
  const witness = createWitness({
    clock: createSteppedClock(),
    onViolation: ({ kind }) => kinds.push(kind),
  })
  noteTwimlFaults(parseTwiml(twiml(...verbs)), { call: { sid: 'CA1' }, witness })
  return kinds
}

describe('a document', () => {
  it.each([
    '<Say voice="Polly.Joanna" language="en-US" loop="2">Hi <break time="1s"/></Say>',
    '<Gather input="dtmf speech" action="/a" bargeIn="false" speechTimeout="auto"><Say>Hi</Say></Gather>',
    '<Dial action="/a" callerId="+15550100000"><Number url="/w" statusCallback="/s">+12025550143</Number></Dial>',
    '<Connect action="/a"><ConversationRelay url="wss://h/r"><Parameter name="a" value="b"/></ConversationRelay></Connect>',
    '<Start><Recording channels="dual"/></Start>',
    '<Play>/a.wav</Play><Pause length="2"/><Redirect method="GET">/b</Redirect><Reject reason="busy"/>',
    '<Gather input="speech dtmf" action="/a" method="get" finishOnKey="" numDigits="4" timeout="5"/>',
    '<Dial answerOnBridge="true" timeout="20" timeLimit="3600">+12025550143</Dial>',
    '<Dial><Number statusCallbackEvent="initiated completed">+12025550143</Number></Dial>',
    '<Sing/>',
  ])('may say %s', (verb) => {
    expect(faultsIn(verb)).toEqual([])
  })

  it.each([
    ['<Say voise="man">Hi</Say>', 'unknown-attribute'],
    ['<Gather action="/a" speechtimeout="auto"/>', 'unknown-attribute'],
    ['<Dial action="/a"><Number whisper="/w">+12025550143</Number></Dial>', 'unknown-attribute'],
    [
      '<Connect><ConversationRelay url="wss://h/r" speechtimeout="auto"/></Connect>',
      'unknown-attribute',
    ],
    ['<Gather action="/a"><Hangup/></Gather>', 'nested-verb-not-allowed'],
    ['<Say><Play>/a.wav</Play>Hi</Say>', 'nested-verb-not-allowed'],
    ['<Pause><Say>Hi</Say></Pause>', 'nested-verb-not-allowed'],
    ['<Say loop="often">Hi</Say>', 'bad-attribute-value'],
    ['<Pause length="-5"/>', 'bad-attribute-value'],
    ['<Play digits="one"/>', 'bad-attribute-value'],
    ['<Gather action="/a" input="voice"/>', 'bad-attribute-value'],
    ['<Gather action="/a" numDigits="0"/>', 'bad-attribute-value'],
    ['<Gather action="/a" bargeIn="no"/>', 'bad-attribute-value'],
    ['<Gather action="/a" method="PUT"/>', 'bad-attribute-value'],
    ['<Dial timeout="20s">+12025550143</Dial>', 'bad-attribute-value'],
    [
      '<Dial><Number statusCallbackEvent="answered,completed">+12025550143</Number></Dial>',
      'bad-attribute-value',
    ],
    ['<Reject reason="closed"/>', 'bad-attribute-value'],
    ['<Say/>', 'empty-say'],
    ['<Gather action="/a"><Say> </Say></Gather>', 'empty-say'],
    ['<Gather input="speech"/>', 'missing-action'],
    ['<Record/>', 'missing-action'],
    [
      `<Connect><ConversationRelay url="wss://h/r" welcomeGreeting="${'x'.repeat(4001)}"/></Connect>`,
      'greeting-too-long',
    ],
  ])('may not say %s', (verb, fault) => {
    expect(faultsIn(verb)).toEqual([fault])
  })

  it('is checked in every call, and done all the same', async () => {
    await using call = await callTo('<Say voise="man">Hello.</Say>')
    await call.caller.hears('Hello')
    expect(call.carrier.violations).toMatchObject([{ kind: 'unknown-attribute' }])
  })
})
