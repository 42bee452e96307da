import type { TwimlElement } from '../twiml/twiml.ts'
import { countOf } from './verb.ts'

/** What `<Gather>` asks for, with Twilio's defaults where it says nothing. */
export interface GatherAttributes {
  readonly hearsKeys: boolean
  readonly hearsSpeech: boolean
  /** From the end of the prompt, or from the last key. */
  readonly timeoutMs: number
  /** Silence that ends what is said; `auto` leaves it to recognition. */
  readonly speechTimeoutMs: number | 'auto'
  readonly mostDigits: number
  /** Ends what was keyed in and is no part of it; empty where no key does. */
  readonly finishOnKey: string
  /** Whether speech stops the prompt. Keys always do. */
  readonly bargeIn: boolean
  readonly actionOnEmptyResult: boolean
  readonly language: string
}

export function parseGatherAttributes(element: TwimlElement): GatherAttributes {
  const { attributes } = element
  const inputs = (attributes['input'] ?? 'dtmf').split(/\s+/)
  const timeoutMs = countOf(element, { name: 'timeout', otherwise: 5 }) * 1000
  return {
    hearsKeys: inputs.includes('dtmf'),
    hearsSpeech: inputs.includes('speech'),
    timeoutMs,
    speechTimeoutMs:
      attributes['speechTimeout'] === 'auto'
        ? 'auto'
        : countOf(element, { name: 'speechTimeout', otherwise: timeoutMs / 1000 }) * 1000,
    mostDigits: countOf(element, { name: 'numDigits', otherwise: Infinity }),
    finishOnKey: attributes['finishOnKey'] ?? '#',
    bargeIn: attributes['bargeIn'] !== 'false',
    actionOnEmptyResult: attributes['actionOnEmptyResult'] === 'true',
    language: attributes['language'] ?? 'en-US',
  }
}
