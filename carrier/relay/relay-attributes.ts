import type { Interruptible } from '../speech/utterance.ts'
import type { TwimlElement } from '../twiml.ts'
import { parseInterruptible } from './server-message.ts'

/** What `<ConversationRelay>` asks for, as far as this carrier acts on it. */
export interface RelayAttributes {
  readonly url: string
  readonly welcomeGreeting: string
  readonly welcomeGreetingInterruptible: Interruptible
  readonly interruptible: Interruptible
  /** What reaches the server while the agent speaks and may not be interrupted. */
  readonly reportInputDuringAgentSpeech: Interruptible
  readonly language: string
  readonly partialPrompts: boolean
  readonly dtmfDetection: boolean
  readonly reportsSpeaking: boolean
  readonly reportsTokensPlayed: boolean
  readonly customParameters: Readonly<Record<string, string>>
}

export interface RelayProblem {
  readonly problem: string
}

export function parseRelayAttributes(element: TwimlElement): RelayAttributes | RelayProblem {
  const { attributes } = element
  const problems: string[] = []
  const interruptible = (name: string, otherwise: Interruptible): Interruptible => {
    const value = parseInterruptible(attributes[name])
    if (value !== 'unknown') return value ?? otherwise
    problems.push(`${name}="${attributes[name] ?? ''}"`)
    return otherwise
  }
  const parsed: RelayAttributes = {
    url: attributes['url'] ?? '',
    welcomeGreeting: attributes['welcomeGreeting'] ?? '',
    welcomeGreetingInterruptible: interruptible('welcomeGreetingInterruptible', 'any'),
    interruptible: interruptible('interruptible', 'any'),
    reportInputDuringAgentSpeech: interruptible('reportInputDuringAgentSpeech', 'none'),
    language: attributes['transcriptionLanguage'] ?? attributes['language'] ?? 'en-US',
    partialPrompts: attributes['partialPrompts'] === 'true',
    dtmfDetection: attributes['dtmfDetection'] === 'true',
    ...reportsOf(attributes),
    customParameters: parametersOf(element),
  }
  if (!/^wss?:\/\/./.test(parsed.url)) problems.push('url is no ws: or wss: address')
  return problems.length === 0 ? parsed : { problem: problems.join(', ') }
}

/** Attributes that Twilio does not know either, which are mostly misspelt ones. */
export function unknownRelayAttributes({ attributes }: TwimlElement): string[] {
  return Object.keys(attributes).filter((name) => !knownAttributes.has(name))
}

function reportsOf(attributes: Readonly<Record<string, string>>) {
  // `debug` is where these two were before they got an attribute of their own; it still works.
  const asked = `${attributes['events'] ?? ''} ${attributes['debug'] ?? ''}`.split(/\s+/)
  return {
    reportsSpeaking: asked.includes('speaker-events'),
    reportsTokensPlayed: asked.includes('tokens-played'),
  }
}

function parametersOf({ children }: TwimlElement): Record<string, string> {
  const parameters = children.filter((child) => child.name === 'Parameter')
  return Object.fromEntries(
    parameters.map(({ attributes }) => [attributes['name'] ?? '', attributes['value'] ?? '']),
  )
}

const knownAttributes = new Set([
  'url',
  'welcomeGreeting',
  'welcomeGreetingInterruptible',
  'language',
  'ttsLanguage',
  'transcriptionLanguage',
  'ttsProvider',
  'voice',
  'elevenlabsTextNormalization',
  'transcriptionProvider',
  'speechModel',
  'deepgramSmartFormat',
  'speechTimeout',
  'eotThreshold',
  'partialPrompts',
  'interruptible',
  'interruptSensitivity',
  'ignoreBackchannel',
  'backgroundNoiseReduction',
  'turnDetection',
  'reportInputDuringAgentSpeech',
  'preemptible',
  'dtmfDetection',
  'hints',
  'profanityFilter',
  'events',
  'debug',
  'intelligenceService',
  'conversationConfiguration',
  'conversationId',
])
