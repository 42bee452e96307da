import type Twilio from 'twilio/lib/rest/Twilio.js'
import { restProblem } from '../twilio/rest-problem.ts'
import { failed, skipped, type CheckResult } from './check.ts'

/** A phone number as Twilio keeps it: what of it we look at. */
export interface NumberAtTwilio {
  readonly sid: string
  readonly phoneNumber: string
  readonly hasVoice: boolean
  readonly voiceUrl: Address
  readonly voiceFallbackUrl: Address
  readonly statusCallback: Address
  /** A TwiML application that is asked instead of the voice URL. */
  readonly voiceApplicationSid: string
  /** A SIP trunk to which the calls go instead. */
  readonly trunkSid: string
}

export interface Address {
  readonly url: string
  readonly method: string
}

/** The number of this installation, the others of the account where it is not among them, or why not. */
export type AskedForNumber =
  | { readonly found: NumberAtTwilio }
  | { readonly others: readonly string[] }
  | { readonly problem: CheckResult }

/** What the check of the account says already. */
const saidAtTheAccount = new Set([
  'wrong-credentials',
  'account-suspended',
  'test-credentials',
  'twilio-unreachable',
])

const mostNumbers = 20

/** Asks Twilio for a number. Never throws. */
export async function askForNumber(
  rest: Twilio,
  phoneNumber: string | undefined,
): Promise<AskedForNumber> {
  try {
    const found = phoneNumber === undefined ? undefined : await findNumber(rest, phoneNumber)
    if (found) return { found }
    const all = await rest.incomingPhoneNumbers.list({ limit: mostNumbers })
    return { others: all.map((one) => one.phoneNumber) }
  } catch (error) {
    const { code, words } = restProblem(error)
    if (saidAtTheAccount.has(code)) {
      return { problem: skipped('Of no use before the Twilio account works.') }
    }
    return { problem: failed(`${words}.`, 'Try again later, or see status.twilio.com.') }
  }
}

async function findNumber(rest: Twilio, phoneNumber: string): Promise<NumberAtTwilio | undefined> {
  const list = await rest.incomingPhoneNumbers.list({ phoneNumber, limit: mostNumbers })
  // Twilio also finds numbers that only contain these digits.
  const number = list.find((one) => one.phoneNumber === phoneNumber)
  if (!number) return undefined
  // The types promise everything; an endpoint in its place may know less.
  const { capabilities } = number as Partial<typeof number>
  return {
    sid: number.sid,
    phoneNumber,
    hasVoice: capabilities?.voice ?? false,
    voiceUrl: address(number.voiceUrl, number.voiceMethod),
    voiceFallbackUrl: address(number.voiceFallbackUrl, number.voiceFallbackMethod),
    statusCallback: address(number.statusCallback, number.statusCallbackMethod),
    voiceApplicationSid: textOf(number.voiceApplicationSid),
    trunkSid: textOf(number.trunkSid),
  }
}

function address(url: unknown, method: unknown): Address {
  return { url: textOf(url), method: textOf(method) || 'POST' }
}

/** Twilio writes what is not set as nothing, or as an empty text. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
