import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js'

export interface RelayInstruction {
  /** Where the carrier asks what comes after the session. */
  readonly actionUrl: string
  readonly socketUrl: string
  /** Spoken by the carrier at once, before our first word. */
  readonly welcomeGreeting: string
  readonly language: string
  readonly token: string
}

/** TwiML that connects the caller to our ConversationRelay socket. */
export function connectRelay(instruction: RelayInstruction): string {
  const response = new VoiceResponse()
  const relay = response.connect({ action: instruction.actionUrl }).conversationRelay({
    url: instruction.socketUrl,
    welcomeGreeting: withoutForbidden(instruction.welcomeGreeting),
    language: instruction.language,
    // Keys mean nothing yet, so they must not silence the agent.
    interruptible: 'speech',
    welcomeGreetingInterruptible: 'speech',
    dtmfDetection: true,
    events: 'speaker-events tokens-played',
  })
  relay.parameter({ name: 'token', value: instruction.token })
  return response.toString()
}

/** TwiML that says a sentence and hangs up. */
export function sayAndHangUp(text: string): string {
  const response = new VoiceResponse()
  response.say(withoutForbidden(text))
  response.hangup()
  return response.toString()
}

export function hangUp(): string {
  const response = new VoiceResponse()
  response.hangup()
  return response.toString()
}

/** Takes out the characters that XML 1.0 cannot hold, escaped or not. */
function withoutForbidden(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
}
