import { buildEngine } from './build-engine.ts'
import { realClock } from './clock.ts'
import { defaultQuirks } from './quirks.ts'
import { systemRandom } from './random.ts'
import { startCarrierServer } from './server.ts'
import type { Settings } from './settings.ts'

/** The carrier as a process of its own, without what only tests need: nothing is kept, nothing strict. */
export interface CarrierProcess {
  readonly port: number
  /** Hangs up every call, tells the server so for a short while, and closes. */
  stop(): Promise<void>
}

export async function startCarrierProcess(
  settings: Settings,
  log: (line: string) => void,
): Promise<CarrierProcess> {
  const own: { url?: string } = {}
  const { engine, rest } = buildEngine({
    ...settings,
    restUrl: () => own.url,
    clock: realClock,
    random: systemRandom,
    strict: false,
    quirks: defaultQuirks,
    betweenCallsMs,
    callbackJitterMs: 0,
    sinks: { onWarning: ({ callSid, code, message }) => log(`${callSid} ${code}: ${message}`) },
  })
  const { authToken } = settings.account
  const server = await startCarrierServer({
    engine,
    rest,
    authToken,
    clock: realClock,
    random: systemRandom,
    port: settings.port,
    log,
  })
  own.url = `http://127.0.0.1:${server.port}`
  log(
    `The local carrier, a stand-in on this machine and not Twilio, listens on 127.0.0.1:${server.port}.`,
  )
  return {
    port: server.port,
    async stop() {
      await engine.close(lastWordsMs)
      await server.close()
    },
  }
}

/** As many calls a second as a new Twilio account may make. */
const betweenCallsMs = 1000

/** For the last callbacks. The server may be stopping too and never answer; our parent waits for two seconds. */
const lastWordsMs = 1000
