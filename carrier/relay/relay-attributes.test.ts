import { expect, it } from 'vitest'
import { parseTwiml } from '../twiml.ts'
import type { TwimlElement } from '../twiml.ts'
import { parseRelayAttributes, unknownRelayAttributes } from './relay-attributes.ts'

function relay(attributes: string, nouns = ''): TwimlElement {
  const [element] = parseTwiml(
    `<Response><ConversationRelay ${attributes}>${nouns}</ConversationRelay></Response>`,
  )
  if (element === undefined) throw new Error('no element')
  return element
}

it('has Twilio’s defaults', () => {
  expect(parseRelayAttributes(relay('url="wss://h/relay"'))).toEqual({
    url: 'wss://h/relay',
    welcomeGreeting: '',
    welcomeGreetingInterruptible: 'any',
    interruptible: 'any',
    reportInputDuringAgentSpeech: 'none',
    language: 'en-US',
    partialPrompts: false,
    dtmfDetection: false,
    reportsSpeaking: false,
    reportsTokensPlayed: false,
    customParameters: {},
  })
})

it('reads what the server asks for', () => {
  const asked = relay(
    'url="ws://localhost:1/r" welcomeGreeting="Hi" welcomeGreetingInterruptible="none" ' +
      'interruptible="true" transcriptionLanguage="de-DE" language="en-GB" partialPrompts="true" ' +
      'dtmfDetection="true" events="speaker-events tokens-played"',
    '<Parameter name="token" value="abc"/><Language code="de-DE"/>',
  )
  expect(parseRelayAttributes(asked)).toMatchObject({
    welcomeGreetingInterruptible: 'none',
    interruptible: 'any',
    language: 'de-DE',
    dtmfDetection: true,
    reportsSpeaking: true,
    reportsTokensPlayed: true,
    customParameters: { token: 'abc' },
  })
})

it.each(['', 'url="https://h/relay"', 'url="wss://h/r" interruptible="often"'])(
  'says what is wrong with "%s"',
  (attributes) => {
    expect(parseRelayAttributes(relay(attributes))).toHaveProperty('problem')
  },
)

it('finds attributes that Twilio does not know', () => {
  expect(unknownRelayAttributes(relay('url="wss://h/r" speechtimeout="auto" hints="a"'))).toEqual([
    'speechtimeout',
  ])
})
