import type Twilio from 'twilio/lib/rest/Twilio.js'
import { restProblem, type RestProblem } from '../twilio/rest-problem.ts'
import { failed, noTwilio, ok, warning, type Check, type CheckResult } from './check.ts'

const whereCredentialsAre =
  'Copy both anew from the first page of console.twilio.com into .env (TWILIO_ACCOUNT_SID and ' +
  'TWILIO_AUTH_TOKEN, or the pair with _DEV, which wins outside production), and start the server again.'

const adviceByCode: Readonly<Record<string, string>> = {
  'wrong-credentials': whereCredentialsAre,
  'not-found': whereCredentialsAre,
  'test-credentials': 'Use the live credentials, which stand above the test ones in the Console.',
  'account-suspended': 'Sign in at console.twilio.com: mostly the balance is used up.',
  'twilio-unreachable':
    'Look whether this machine is on the internet. Calls that come in do not need this way, so ' +
    'they may still be answered.',
}

/** Whether the account at Twilio lets us in, and what it may do. */
export function createTwilioAccountCheck(rest: Twilio | undefined): Check {
  return {
    id: 'twilio-account',
    title: 'Twilio account',
    async run() {
      if (!rest) return noTwilio
      try {
        const { friendlyName, status, type } = await rest.api.v2010
          .accounts(rest.accountSid)
          .fetch()
        return judge({ name: friendlyName, status, type })
      } catch (error) {
        return refused(restProblem(error))
      }
    },
  }
}

function judge(account: { name: string; status: string; type: string }): CheckResult {
  const { name, status, type } = account
  if (status !== 'active') {
    return failed(
      `The Twilio account ${name} is ${status}, so no call comes through.`,
      'Sign in at console.twilio.com, which says why: mostly the balance is used up.',
    )
  }
  if (type === 'Trial') {
    return warning(
      `The Twilio account ${name} works, but it is a trial account.`,
      'It connects only numbers that you have verified in the Console, callers hear a notice of ' +
        'Twilio’s first, and parts of a call may be blocked. Upgrading the account ends all of that.',
    )
  }
  return ok(`The Twilio account ${name} works.`)
}

function refused({ code, words }: RestProblem): CheckResult {
  const sentence = /[.?!]$/.test(words) ? words : `${words}.`
  return failed(sentence, adviceByCode[code] ?? 'Try again later, or see status.twilio.com.')
}
