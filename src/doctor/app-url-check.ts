import type { Config } from '../config/config.ts'
import { addressProblem } from './address-problem.ts'
import { failed, ok, skipped, warning, type Check, type CheckResult } from './check.ts'

type Addresses = Pick<Config, 'appUrl' | 'socketUrl' | 'twilio' | 'port'>

/** Whether the public address is one that Twilio can call at all. */
export function createAppUrlCheck(config: Addresses): Check {
  return {
    id: 'app-url',
    title: 'Public address',
    run: () => Promise.resolve(config.twilio ? judge(config) : notNeeded(config)),
  }
}

function notNeeded({ appUrl }: Addresses): CheckResult {
  return skipped(`${appUrl} is good enough for calls from this machine; Twilio would need more.`)
}

function judge({ appUrl, socketUrl, port: ownPort }: Addresses): CheckResult {
  const problem = addressProblem(appUrl, ownPort)
  if (problem) return failed(problem.summary, problem.advice)
  if (socketUrl?.startsWith('ws:')) {
    return failed(
      `WS_URL is ${socketUrl}, and Twilio opens secure sockets only.`,
      'Let it begin with wss:, or take it out: the sockets are found at APP_URL then.',
    )
  }
  const { port, hostname } = new URL(appUrl)
  if (port !== '') {
    return warning(
      `${appUrl} names port ${port}, and Twilio leaves ports out where it signs secure addresses.`,
      'An address without a port, which means 443, is safer: let the tunnel or proxy listen there.',
    )
  }
  return ok(`Twilio can call ${appUrl}.`, adviceOnName(hostname))
}

function adviceOnName(hostname: string): string | undefined {
  if (!hostname.endsWith('.trycloudflare.com')) return undefined
  return (
    'This name lasts until the tunnel is stopped. The next one has another: set APP_URL again, start ' +
    'the server again, and run npm run doctor -- --fix.'
  )
}
