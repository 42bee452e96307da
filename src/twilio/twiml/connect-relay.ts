import type { Verb } from './render-twiml.ts'
import { xmlText } from './xml-text.ts'

export interface RelayConnection {
  /** Where the carrier asks what comes after the session. */
  readonly actionUrl: string
  readonly socketUrl: string
  /** Spoken by the carrier at once, before our first word. */
  readonly welcomeGreeting: string
  readonly language: string
  /** Who speaks; the carrier's own choice when left out. */
  readonly speaker?: { readonly provider: string; readonly voice: string } | undefined
  /** Names and words that recognition should expect. */
  readonly hints?: readonly string[]
  readonly token: string
}

/** Connects the caller to our ConversationRelay socket. */
export function connectRelay(connection: RelayConnection): Verb {
  return (response) => {
    const { actionUrl, hints = [], language, socketUrl, speaker, token } = connection
    const greeting = xmlText(connection.welcomeGreeting)
    const relay = response.connect({ action: actionUrl }).conversationRelay({
      url: socketUrl,
      ...(greeting !== '' && { welcomeGreeting: greeting }),
      language: xmlText(language),
      ...(speaker && { ttsProvider: xmlText(speaker.provider), voice: xmlText(speaker.voice) }),
      ...(hints.length > 0 && { hints: hints.map(xmlText).join(',') }),
      interruptible: 'any',
      welcomeGreetingInterruptible: 'any',
      dtmfDetection: true,
      events: 'speaker-events tokens-played',
    })
    relay.parameter({ name: 'token', value: xmlText(token) })
  }
}
