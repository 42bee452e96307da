import type { Interruptible } from '../speech/utterance.ts'
import type { TwimlElement } from '../twiml/twiml.ts'
import { providerProblems } from './relay-providers.ts'
import { parseInterruptible } from './server-message.ts'

/** What `<ConversationRelay>` asks for, as far as this carrier acts on it. */
export interface RelayAttributes {
  readonly url: string
  readonly welcomeGreeting: string
  readonly welcomeGreetingInterruptible: Interruptible
  readonly interruptible: Interruptible
  /** How much of a sound it takes to interrupt: the less, the sooner. */
  readonly interruptSensitivity: InterruptSensitivity
  /** Whether a mere "uh-huh" leaves the agent speaking. */
  readonly ignoreBackchannel: boolean
  /** Whether what is said later cuts off what is said now. */
  readonly preemptible: boolean
  /** What reaches the server while the agent speaks and may not be interrupted. */
  readonly reportInputDuringAgentSpeech: Interruptible
  /** What the caller is understood in at first; `multi` for any. */
  readonly transcriptionLanguage: string
  /** Silence that ends what is said; `auto` leaves it to recognition. */
  readonly speechTimeoutMs: number | 'auto'
  readonly partialPrompts: boolean
  readonly dtmfDetection: boolean
  readonly reportsSpeaking: boolean
  readonly reportsTokensPlayed: boolean
  readonly reportsRoundTrip: boolean
  readonly customParameters: Readonly<Record<string, string>>
}

export type InterruptSensitivity = 'low' | 'medium' | 'high'

export interface RelayProblem {
  readonly problem: string
}

export function parseRelayAttributes(element: TwimlElement): RelayAttributes | RelayProblem {
  const { attributes } = element
  const problems = providerProblems(attributes)
  function read<T>(name: string, { parse, otherwise }: Reading<T>): T {
    const value = parse(attributes[name])
    if (value === 'unknown') problems.push(`${name}="${attributes[name] ?? ''}"`)
    return value === 'unknown' || value === undefined ? otherwise : value
  }
  const flag = (name: string) => read(name, { parse: parseFlag, otherwise: false })
  const interruptible = (name: string, otherwise: Interruptible) =>
    read(name, { parse: parseInterruptible, otherwise })
  const parsed: RelayAttributes = {
    url: attributes['url'] ?? '',
    welcomeGreeting: attributes['welcomeGreeting'] ?? '',
    welcomeGreetingInterruptible: interruptible('welcomeGreetingInterruptible', 'any'),
    interruptible: interruptible('interruptible', 'any'),
    interruptSensitivity: read('interruptSensitivity', {
      parse: parseSensitivity,
      otherwise: 'high',
    }),
    ignoreBackchannel: flag('ignoreBackchannel'),
    preemptible: flag('preemptible'),
    reportInputDuringAgentSpeech: interruptible('reportInputDuringAgentSpeech', 'none'),
    transcriptionLanguage: attributes['transcriptionLanguage'] ?? attributes['language'] ?? 'en-US',
    speechTimeoutMs: read<number | 'auto'>('speechTimeout', {
      parse: parseSpeechTimeout,
      otherwise: 'auto',
    }),
    partialPrompts: flag('partialPrompts'),
    dtmfDetection: flag('dtmfDetection'),
    ...reportsOf(attributes),
    customParameters: parametersOf(element),
  }
  if (!/^wss?:\/\/./.test(parsed.url)) problems.push('url is no ws: or wss: address')
  return problems.length === 0 ? parsed : { problem: problems.join(', ') }
}

interface Reading<T> {
  readonly parse: (text: string | undefined) => T | undefined | 'unknown'
  readonly otherwise: T
}

function parseFlag(text: string | undefined): boolean | undefined | 'unknown' {
  if (text === undefined) return undefined
  return text === 'true' || text === 'false' ? text === 'true' : 'unknown'
}

function parseSensitivity(text: string | undefined): InterruptSensitivity | undefined | 'unknown' {
  if (text === undefined || text === 'low' || text === 'medium' || text === 'high') return text
  return 'unknown'
}

function parseSpeechTimeout(text: string | undefined): number | 'auto' | undefined | 'unknown' {
  if (text === undefined || text === 'auto') return text
  const ms = Number(text)
  return Number.isInteger(ms) && ms >= 600 && ms <= 5000 ? ms : 'unknown'
}

function reportsOf(attributes: Readonly<Record<string, string>>) {
  const debug = attributes['debug'] ?? ''
  // `debug` is where the first two were before they got an attribute of their own; it still works.
  const asked = `${attributes['events'] ?? ''} ${debug}`.split(/\s+/)
  return {
    reportsSpeaking: asked.includes('speaker-events'),
    reportsTokensPlayed: asked.includes('tokens-played'),
    reportsRoundTrip: debug.split(/\s+/).includes('debugging'),
  }
}

function parametersOf({ children }: TwimlElement): Record<string, string> {
  const parameters = children.filter((child) => child.name === 'Parameter')
  return Object.fromEntries(
    parameters.map(({ attributes }) => [attributes['name'] ?? '', attributes['value'] ?? '']),
  )
}
