import { Health } from '../contract/health.ts'
import { ask, type AskingParts } from './ask.ts'
import { failed, ok, skipped, warning, type Check, type CheckResult } from './check.ts'

export interface ServerCheckParts extends AskingParts {
  readonly localUrl: string
}

/** Whether the server of this installation runs, and what it says of itself. */
export function createServerCheck({ localUrl, ...asking }: ServerCheckParts): Check {
  return {
    id: 'server',
    title: 'Server',
    async run() {
      const reply = await ask(asking, `${localUrl}/health`)
      if (reply.kind === 'trouble') {
        return skipped('The server does not run at the moment.', 'Start it with: npm start')
      }
      const health = readHealth(reply.body)
      return health ? judge(localUrl, health) : someoneElse(localUrl)
    },
  }
}

function judge(localUrl: string, { status, reasons }: Health): CheckResult {
  const why = `${reasons.join('. ')}.`
  if (status === 'healthy') return ok(`The server runs at ${localUrl} and can take calls.`)
  if (status === 'degraded') {
    return warning(`The server takes calls, but something is wrong. ${why}`, 'Its log says more.')
  }
  return failed(`The server runs, but can take no call. ${why}`, 'Start it with: npm start')
}

function someoneElse(localUrl: string): CheckResult {
  return failed(
    `Another program answers at ${localUrl}.`,
    'Stop it, or set PORT to another number and start this server with npm start.',
  )
}

function readHealth(body: string): Health | undefined {
  try {
    return Health.safeParse(JSON.parse(body)).data
  } catch {
    return undefined
  }
}
