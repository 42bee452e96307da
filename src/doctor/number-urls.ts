import { voicePaths } from '../voice/voice-paths.ts'
import type { Address, NumberAtTwilio } from './ask-for-number.ts'

/** The three addresses that Twilio keeps with a number. */
export type NumberUrls = Readonly<
  Record<'voiceUrl' | 'voiceFallbackUrl' | 'statusCallback', string>
>

/** What they have to be: always by POST. */
export function rightUrls(appUrl: string): NumberUrls {
  return {
    voiceUrl: appUrl + voicePaths.inbound,
    voiceFallbackUrl: appUrl + voicePaths.fallback,
    statusCallback: appUrl + voicePaths.status,
  }
}

const names = {
  voiceUrl: 'The address for a call that comes in',
  voiceFallbackUrl: 'The address for when that one fails',
  statusCallback: 'The address that is told how a call ended',
} as const

/** A page at Twilio that answers also when this machine does not exist: a fallback as good as ours, or better. */
export function isAtTwilio({ url }: Address): boolean {
  return url.startsWith('https://handler.twilio.com/twiml/')
}

/** What is not as it has to be, each in a sentence. */
export function wrongUrls(number: NumberAtTwilio, right: NumberUrls): readonly string[] {
  const which = ['voiceUrl', 'voiceFallbackUrl', 'statusCallback'] as const
  const sentences = which
    .filter((one) => one !== 'voiceFallbackUrl' || !isAtTwilio(number[one]))
    .flatMap((one) => difference(names[one], number[one], right[one]) ?? [])
  if (number.voiceApplicationSid === '') return sentences
  const application = `A TwiML application (${number.voiceApplicationSid}) is asked instead of the address.`
  return [application, ...sentences]
}

function difference(name: string, { url, method }: Address, right: string): string | undefined {
  if (url === '') return `${name} is not set.`
  // Behind the # stand wishes for how Twilio connects; they are no part of the address.
  if (url.replace(/#.*$/, '') !== right) return `${name} is ${url}.`
  return method.toUpperCase() === 'POST' ? undefined : `${name} is asked by ${method}, not by POST.`
}
