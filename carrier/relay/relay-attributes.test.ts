import { expect, it } from 'vitest'
import { parseTwiml } from '../twiml/twiml.ts'
import type { TwimlElement } from '../twiml/twiml.ts'
import { parseRelayAttributes } from './relay-attributes.ts'

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
    interruptSensitivity: 'high',
    ignoreBackchannel: false,
    preemptible: false,
    reportInputDuringAgentSpeech: 'none',
    transcriptionLanguage: 'en-US',
    speechTimeoutMs: 'auto',
    partialPrompts: false,
    dtmfDetection: false,
    reportsSpeaking: false,
    reportsTokensPlayed: false,
    reportsRoundTrip: false,
    customParameters: {},
  })
})

it('reads what the server asks for', () => {
  const asked = relay(
    'url="ws://localhost:1/r" welcomeGreeting="Hi" welcomeGreetingInterruptible="none" ' +
      'interruptible="true" transcriptionLanguage="de-DE" language="en-GB" partialPrompts="true" ' +
      'dtmfDetection="true" events="speaker-events tokens-played" debug="debugging" ' +
      'interruptSensitivity="low" ignoreBackchannel="true" preemptible="true" speechTimeout="900"',
    '<Parameter name="token" value="abc"/><Language code="de-DE"/>',
  )
  expect(parseRelayAttributes(asked)).toMatchObject({
    welcomeGreetingInterruptible: 'none',
    interruptible: 'any',
    transcriptionLanguage: 'de-DE',
    speechTimeoutMs: 900,
    interruptSensitivity: 'low',
    ignoreBackchannel: true,
    preemptible: true,
    reportsRoundTrip: true,
    dtmfDetection: true,
    reportsSpeaking: true,
    reportsTokensPlayed: true,
    customParameters: { token: 'abc' },
  })
})

it.each([
  '',
  'url="https://h/relay"',
  'url="wss://h/r" interruptible="often"',
  'url="wss://h/r" interruptSensitivity="extreme"',
  'url="wss://h/r" speechTimeout="599"',
  'url="wss://h/r" speechTimeout="soon"',
  'url="wss://h/r" partialPrompts="yes"',
])('says what is wrong with "%s"', (attributes) => {
  expect(parseRelayAttributes(relay(attributes))).toHaveProperty('problem')
})
