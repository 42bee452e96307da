import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createFaults } from '../faults/faults.ts'
import type { FaultRule } from '../faults/fault.ts'
import { createSeededRandom } from '../random.ts'
import { createServerAddress } from '../server-address.ts'
import { createSteppedClock } from '../stepped-clock.ts'
import { createWebhookClient } from '../webhooks/webhook-client.ts'
import { createWitness } from '../witness.ts'
import type { TraceEntry, Violation } from '../witness.ts'
import { twiml } from './stand-in-server.ts'

export const authToken = '0123456789abcdef0123456789abcdef'
export const hangUp = twiml('<Hangup/>')

/** A webhook client of one call, and what it noted. */
export function webhookLine(
  localUrl: string,
  publicUrl = localUrl,
  rules: readonly FaultRule[] = [],
) {
  const clock = createSteppedClock()
  const violations: Violation[] = []
  const trace: TraceEntry[] = []
  const random = createSeededRandom(1)
  const client = createWebhookClient({
    authToken,
    server: createServerAddress({ localUrl, publicUrl }),
    clock,
    random,
    faults: createFaults({ rules, random }),
    witness: createWitness({
      clock,
      onTrace: (entry) => trace.push(entry),
      onViolation: (violation) => violations.push(violation),
    }),
  })
  const control = (path: string, method: 'GET' | 'POST' = 'POST') =>
    client.control({
      callSid: 'CA1',
      url: `${publicUrl}${path}`,
      method,
      parameters: { CallSid: 'CA1', Name: 'Zoë & Co' },
    })
  const inform = (path: string) =>
    client.inform({
      callSid: 'CA1',
      url: `${publicUrl}${path}`,
      method: 'POST',
      parameters: { CallSid: 'CA1', Path: path },
    })
  return { clock, client, control, inform, violations, trace }
}

/** A port on which nothing listens. */
export async function deadPort(): Promise<number> {
  const socket = createServer()
  await new Promise<void>((resolve) => {
    socket.listen(0, '127.0.0.1', resolve)
  })
  const { port } = socket.address() as AddressInfo
  await new Promise((resolve) => {
    socket.close(resolve)
  })
  return port
}
