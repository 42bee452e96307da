import { createCarrier } from '../carrier.ts'
import type { CarrierSettings } from '../carrier.ts'
import type { CallEngine } from '../call-engine.ts'
import { realClock } from '../clock.ts'
import { twiml } from './stand-in-server.ts'
import type { StandInServer } from './stand-in-server.ts'
import { startTalkingServer } from './talking-server.ts'

export const phoneAccount = { accountSid: `AC${'1'.repeat(32)}`, authToken: '2'.repeat(32) }

/** A carrier with its own HTTP server in front of a talking server, for phones that come by socket. */
export interface PhoneLine extends AsyncDisposable {
  readonly url: string
  readonly server: StandInServer
  readonly logged: readonly string[]
  readonly engine: CallEngine
  /** The server calls this number. */
  callNumber(to: string): void
}

export async function openPhoneLine(settings: Partial<CarrierSettings> = {}): Promise<PhoneLine> {
  const server = await startTalkingServer()
  const logged: string[] = []
  const carrier = createCarrier({
    account: phoneAccount,
    server: { localUrl: server.url, publicUrl: server.url },
    clock: realClock,
    speed: 100,
    log: (line) => logged.push(line),
    ...settings,
  })
  const url = await carrier.listen()
  return {
    url,
    server,
    logged,
    engine: carrier.engine,
    callNumber(to) {
      const answer = { from: 'request', twiml: twiml('<Pause length="30"/>') } as const
      const order = { from: '+15550100000', to, answer, ringSeconds: 600 }
      const nothing = { fallback: undefined, callback: undefined, limitSeconds: undefined }
      carrier.engine.placeOutboundCall({ ...order, ...nothing })
    },
    async [Symbol.asyncDispose]() {
      await carrier[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}
