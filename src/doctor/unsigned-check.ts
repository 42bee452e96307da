import { failed, noTwilio, ok, type Check } from './check.ts'
import { hasServerHere, noWay, type PublicWay } from './public-way.ts'
import { instanceIn, isSignatureRefusal } from './self-call.ts'

/** Whether a stranger, who cannot sign, is turned away at the same door. */
export function createUnsignedCheck({ selfCall, appUrl, localUrl }: PublicWay): Check {
  return {
    id: 'unsigned-refused',
    title: 'Strangers kept out',
    async run() {
      if (!selfCall) return noTwilio
      if (!(await hasServerHere(selfCall, localUrl))) return noWay
      const reply = await selfCall(appUrl, 'unsigned')
      if (isSignatureRefusal(reply)) return ok('Requests that Twilio has not signed are refused.')
      if (instanceIn(reply) === undefined) return noWay
      return failed(
        'A request without a signature was let in: anybody could pretend to be Twilio.',
        'Something on the way signs requests, or this is no server of ours. Take it out of the way.',
      )
    },
  }
}
