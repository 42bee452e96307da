import type Twilio from 'twilio/lib/rest/Twilio.js'
import { askForNumber, type NumberAtTwilio } from './ask-for-number.ts'
import { failed, noTwilio, ok, warning, type Check, type CheckResult } from './check.ts'

export interface PhoneNumberParts {
  readonly rest: Twilio | undefined
  readonly phoneNumber: string | undefined
}

/** Whether the number is the account's own, and can be called. */
export function createPhoneNumberCheck({ rest, phoneNumber }: PhoneNumberParts): Check {
  return {
    id: 'phone-number',
    title: 'Phone number',
    async run() {
      if (!rest) return noTwilio
      const asked = await askForNumber(rest, phoneNumber)
      if ('problem' in asked) return asked.problem
      if ('found' in asked) return judge(asked.found)
      return phoneNumber === undefined ? notSet(asked.others) : notOurs(phoneNumber, asked.others)
    },
  }
}

function judge({ phoneNumber, hasVoice, trunkSid }: NumberAtTwilio): CheckResult {
  if (!hasVoice) {
    return failed(
      `${phoneNumber} belongs to the account, but cannot take calls: it is for messages only.`,
      'Buy a number with the capability “Voice”, and set TWILIO_PHONE_NUMBER to it.',
    )
  }
  if (trunkSid !== '') {
    return failed(
      `Calls to ${phoneNumber} go to a SIP trunk (${trunkSid}), not to this server.`,
      'In the Console, open the number and choose Webhook instead of SIP Trunk under “A call comes in”.',
    )
  }
  return ok(`${phoneNumber} belongs to the account and can be called.`)
}

function notSet(others: readonly string[]): CheckResult {
  return warning(
    'TWILIO_PHONE_NUMBER is not set: the agent can call nobody, and whether calls come here is unknown.',
    which(others),
  )
}

function notOurs(phoneNumber: string, others: readonly string[]): CheckResult {
  return failed(`${phoneNumber} is not a number of this Twilio account.`, which(others))
}

function which([first, ...more]: readonly string[]): string {
  if (first === undefined) {
    return (
      'The account has no number yet. Buy one with the capability “Voice” in the Console under ' +
      'Phone Numbers > Buy a number, and set TWILIO_PHONE_NUMBER to it.'
    )
  }
  const numbers = [first, ...more].join(', ')
  return `The account has ${numbers}. Put the one to use into .env, such as TWILIO_PHONE_NUMBER=${first}`
}
