import type { Verb } from './render-twiml.ts'
import { xmlText } from './xml-text.ts'

export interface PhoneToRing {
  /** E.164. */
  readonly phoneNumber: string
  /** The number that the person sees; the caller's own when left out. */
  readonly callerId?: string | undefined
  readonly ringSeconds: number
  /** How long the two may talk. */
  readonly longestTalkSeconds: number
  /** What is played to the person before the caller is put through. */
  readonly whisperUrl: string
  /** Told what came of it; its answer is how the caller's call goes on. */
  readonly actionUrl: string
}

/** Rings one phone and puts the caller through to it. */
export function dial(phone: PhoneToRing): Verb {
  return (response) => {
    const { actionUrl, callerId, longestTalkSeconds, phoneNumber, ringSeconds, whisperUrl } = phone
    const dialling = response.dial({
      action: actionUrl,
      method: 'POST',
      timeout: ringSeconds,
      timeLimit: longestTalkSeconds,
      answerOnBridge: true,
      ...(callerId !== undefined && { callerId: xmlText(callerId) }),
    })
    dialling.number({ url: whisperUrl, method: 'POST' }, xmlText(phoneNumber))
  }
}
