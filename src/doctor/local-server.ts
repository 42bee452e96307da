import type { Config } from '../config/config.ts'
import { failed, type CheckResult } from './check.ts'
import { troubleOf } from './network-trouble.ts'
import { instanceIn, isSignatureRefusal, type SelfCall } from './self-call.ts'

/** Where the server of this machine answers, without any tunnel. */
export function localUrlOf({ host, port }: Pick<Config, 'host' | 'port'>): string {
  const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }
  const address = everywhere[host] ?? host
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`
}

/** The process that runs on this machine with these settings, or what is wrong with it. */
export async function localInstance(
  call: SelfCall,
  localUrl: string,
): Promise<{ instance: string } | { problem: CheckResult }> {
  const reply = await call(localUrl, 'signed')
  const instance = instanceIn(reply)
  if (instance !== undefined) return { instance }
  if (reply.kind === 'trouble') {
    return { problem: troubleOf(reply.code) === 'nobody-there' ? notRunning : hanging }
  }
  return { problem: isSignatureRefusal(reply) ? otherSettings : someoneElse(localUrl) }
}

const notRunning = failed(
  'The server does not run on this machine, so nobody could answer a call.',
  'Start it in a terminal of its own with: npm start. Then run the doctor again.',
)

const hanging = failed(
  'The server of this machine runs, but does not answer.',
  'Stop it and start it again with: npm start. If that does not help, its log may.',
)

const otherSettings = failed(
  'The server runs with other settings than the ones that are configured now.',
  'APP_URL or the Twilio account was changed after it had been started: start it again.',
)

function someoneElse(localUrl: string): CheckResult {
  return failed(
    `Another program, or an older version of this one, answers at ${localUrl}.`,
    'Stop it and start this server with npm start, or set PORT to another number.',
  )
}
