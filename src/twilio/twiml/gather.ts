import type VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js'
import type { Verb } from './render-twiml.ts'
import { sayAttributes, type SpokenWords } from './say.ts'
import { xmlText } from './xml-text.ts'

type GatherLanguage = NonNullable<VoiceResponse.GatherAttributes['language']>

export interface SpeechGathering {
  /** What is read first. The caller's keys stop it, the caller's voice does not. */
  readonly prompt: SpokenWords
  /** Gets what was said or keyed in. A caller who does neither goes on to the verb after this one. */
  readonly actionUrl: string
  readonly language: string
  /** Silence, from the end of the prompt, after which the caller has said nothing. */
  readonly timeoutSeconds: number
  readonly hints?: readonly string[]
  /** One key is an answer, and is not waited after. */
  readonly oneKey?: boolean
}

/** Reads words and listens: to speech and to keys. */
export function gatherSpeech(gathering: SpeechGathering): Verb {
  return (response) => {
    const { actionUrl, hints = [], language, oneKey, prompt, timeoutSeconds } = gathering
    const gather = response.gather({
      input: ['speech', 'dtmf'],
      action: actionUrl,
      method: 'POST',
      timeout: timeoutSeconds,
      speechTimeout: 'auto',
      bargeIn: false,
      actionOnEmptyResult: false,
      // The carrier knows more languages than the types do.
      language: xmlText(language) as GatherLanguage,
      ...(oneKey && { numDigits: 1 }),
      ...telephoneModel(language),
      ...(hints.length > 0 && { hints: hints.map(xmlText).join(',') }),
    })
    sayInside(gather, prompt)
  }
}

export interface KeyGathering {
  readonly prompt: SpokenWords
  readonly actionUrl: string
  readonly timeoutSeconds: number
}

/** Reads words and waits for any one key. Without one the carrier goes on to the verb after this. */
export function gatherKey({ prompt, actionUrl, timeoutSeconds }: KeyGathering): Verb {
  return (response) => {
    const gather = response.gather({
      input: ['dtmf'],
      action: actionUrl,
      method: 'POST',
      numDigits: 1,
      // Every key counts, also the one that usually ends what is keyed in.
      finishOnKey: '',
      timeout: timeoutSeconds,
    })
    sayInside(gather, prompt)
  }
}

function sayInside(gather: VoiceResponse.Gather, prompt: SpokenWords): void {
  const words = xmlText(prompt.words)
  if (words.trim() !== '') gather.say(sayAttributes(prompt), words)
}

/** The model made for telephone sound, which exists enhanced in American English. */
function telephoneModel(language: string) {
  return language === 'en-US' ? { speechModel: 'phone_call', enhanced: true } : {}
}
