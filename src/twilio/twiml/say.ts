import type VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js'
import type { Verb } from './render-twiml.ts'
import { xmlText } from './xml-text.ts'

export interface SpokenWords {
  readonly words: string
  /** BCP 47; the carrier's own choice when left out. */
  readonly language?: string | undefined
  /** The carrier's name for the voice, such as `Google.en-US-Neural2-F`. */
  readonly voice?: string | undefined
}

/** Reads words to the caller; nothing when there are none. */
export function say(spoken: SpokenWords): Verb {
  return (response) => {
    const words = xmlText(spoken.words)
    if (words.trim() !== '') response.say(sayAttributes(spoken), words)
  }
}

export function sayAttributes({ language, voice }: SpokenWords): VoiceResponse.SayAttributes {
  // The carrier knows more languages and voices than the types do.
  return {
    ...(language !== undefined && { language: xmlText(language) }),
    ...(voice !== undefined && { voice: xmlText(voice) }),
  } as VoiceResponse.SayAttributes
}
