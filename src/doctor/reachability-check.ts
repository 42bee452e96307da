import { noTwilio, ok, failed, warning, type Check, type CheckResult } from './check.ts'
import type { Reply } from './ask.ts'
import { localInstance } from './local-server.ts'
import { troubleInWords } from './network-trouble.ts'
import type { PublicWay } from './public-way.ts'
import { instanceIn, isSignatureRefusal } from './self-call.ts'
import { unexpectedAnswer } from './unexpected-answer.ts'

/** Whether a request from outside, signed as Twilio signs, comes to this very server. */
export function createReachabilityCheck({ selfCall, appUrl, localUrl }: PublicWay): Check {
  return {
    id: 'reachability',
    title: 'Way from the internet',
    async run() {
      if (!selfCall) return noTwilio
      const here = await localInstance(selfCall, localUrl)
      if ('problem' in here) return here.problem
      return judge(await selfCall(appUrl, 'signed'), { appUrl, instance: here.instance })
    },
  }
}

function judge(reply: Reply, us: { appUrl: string; instance: string }): CheckResult {
  if (reply.kind === 'trouble') return troubleInWords(us.appUrl, reply.code)
  if (isSignatureRefusal(reply)) return addressChanged(us.appUrl)
  const instance = instanceIn(reply)
  if (instance === undefined) return unexpectedAnswer(us.appUrl, reply)
  if (instance === us.instance) {
    return ok(`Requests to ${us.appUrl} reach this server, and their signature fits.`)
  }
  return warning(
    `Another LegacyAI Voice than the one on this machine answers at ${us.appUrl}.`,
    'If you run several behind one address, all is well. Otherwise the tunnel leads to another ' +
      'machine or an old process: stop that one, or start the tunnel here.',
  )
}

function addressChanged(appUrl: string): CheckResult {
  return failed(
    `Requests to ${appUrl} reach a LegacyAI Voice, but it refuses the signature: something on the way changes them.`,
    'Twilio signs the exact address. The tunnel or proxy must leave the path and the form as they are. ' +
      'If another installation answers there, it has another APP_URL or auth token.',
  )
}
