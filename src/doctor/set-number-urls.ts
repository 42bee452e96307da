import type Twilio from 'twilio/lib/rest/Twilio.js'
import type { Config } from '../config/config.ts'
import { patientUrl } from '../twilio/twiml/patient-url.ts'
import { restProblem } from '../twilio/rest-problem.ts'
import { addressProblem } from './address-problem.ts'
import { askForNumber, type NumberAtTwilio } from './ask-for-number.ts'
import type { Fix, FixOutcome } from './check.ts'
import { isAtTwilio, rightUrls } from './number-urls.ts'

export const setNumberUrls: Fix = {
  id: 'set-number-urls',
  label: 'Send the calls of this number here',
}

export interface SetNumberUrlsParts {
  readonly rest: Twilio | undefined
  readonly config: Pick<Config, 'appUrl' | 'twilio'>
}

/** Tells Twilio to ask this server about calls to its number. Never throws. */
export function createSetNumberUrls({ rest, config }: SetNumberUrlsParts) {
  return async function mend(): Promise<FixOutcome> {
    if (!rest) return notDone('no Twilio account is configured')
    const problem = addressProblem(config.appUrl)
    if (problem) return notDone('this server has no public address that Twilio could call')
    const asked = await askForNumber(rest, config.twilio?.phoneNumber)
    if ('problem' in asked) return notDone('the account could not be asked')
    if (!('found' in asked)) return notDone('the number is not one of the account')
    return set(rest, { number: asked.found, appUrl: config.appUrl })
  }
}

async function set(
  rest: Twilio,
  { number, appUrl }: { number: NumberAtTwilio; appUrl: string },
): Promise<FixOutcome> {
  try {
    const { voiceUrl, voiceFallbackUrl, statusCallback } = rightUrls(appUrl)
    await rest.incomingPhoneNumbers(number.sid).update({
      // A caller who calls while the server starts again waits for it.
      voiceUrl: patientUrl(voiceUrl),
      voiceMethod: 'POST',
      ...(isAtTwilio(number.voiceFallbackUrl)
        ? {}
        : { voiceFallbackUrl: patientUrl(voiceFallbackUrl), voiceFallbackMethod: 'POST' }),
      statusCallback,
      statusCallbackMethod: 'POST',
      // An application would be asked instead of these.
      ...(number.voiceApplicationSid === '' ? {} : { voiceApplicationSid: '' }),
    })
    return { done: true }
  } catch (error) {
    return notDone(restProblem(error).words)
  }
}

function notDone(reason: string): FixOutcome {
  return { done: false, words: `The addresses were not set: ${reason}.` }
}
