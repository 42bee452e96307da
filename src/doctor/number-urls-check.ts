import type Twilio from 'twilio/lib/rest/Twilio.js'
import { addressProblem } from './address-problem.ts'
import { askForNumber } from './ask-for-number.ts'
import { failed, noTwilio, ok, skipped, type Check } from './check.ts'
import { rightUrls, wrongUrls } from './number-urls.ts'
import { setNumberUrls } from './set-number-urls.ts'

export const numberUrlsId = 'number-urls'

export interface NumberUrlsParts {
  readonly rest: Twilio | undefined
  readonly phoneNumber: string | undefined
  readonly appUrl: string
}

/** Whether Twilio knows that calls to the number are answered here. */
export function createNumberUrlsCheck({ rest, phoneNumber, appUrl }: NumberUrlsParts): Check {
  return {
    id: numberUrlsId,
    title: 'Where Twilio sends calls',
    async run() {
      if (!rest) return noTwilio
      const asked = await askForNumber(rest, phoneNumber)
      if ('problem' in asked) return asked.problem
      if (!('found' in asked)) return skipped('Of no use before the phone number is right.')
      const right = rightUrls(appUrl)
      const wrong = wrongUrls(asked.found, right)
      if (wrong.length === 0)
        return ok(`Twilio asks ${right.voiceUrl} when ${phoneNumber} is called.`)
      const summary = `Calls to ${phoneNumber} do not come here. ${wrong.join(' ')}`
      if (addressProblem(appUrl)) return failed(summary, 'First give this server a public address.')
      const advice = `npm run doctor -- --fix sets all three, the first one to ${right.voiceUrl}`
      return { ...failed(summary, advice), fix: setNumberUrls }
    },
  }
}
