import { createCarrier } from '../carrier.ts'
import type { CarrierSettings } from '../carrier.ts'
import { startStandInServer } from './stand-in-server.ts'
import type { Answer, StandInSettings } from './stand-in-server.ts'

export const testAccount = { accountSid: `AC${'1'.repeat(32)}`, authToken: '2'.repeat(32) }

export interface OpenSettings extends Partial<CarrierSettings> {
  readonly answers?: NonNullable<StandInSettings['answers']>
  readonly relay?: NonNullable<StandInSettings['relay']>
  /** The server's address as the world knows it; its local one when left out. */
  readonly publicUrl?: string
}

/** A carrier in front of a server that answers as told. */
export async function openCarrier({
  answers = {},
  relay,
  publicUrl,
  ...settings
}: OpenSettings = {}) {
  const server = await startStandInServer({ answers, ...(relay !== undefined && { relay }) })
  const carrier = createCarrier({
    account: testAccount,
    server: { localUrl: server.url, publicUrl: publicUrl ?? server.url },
    patienceMs: 3000,
    ...settings,
  })
  return {
    server,
    carrier,
    async [Symbol.asyncDispose]() {
      await carrier[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** A call to a server whose voice webhook answers this. */
export async function callAnsweredBy(
  voice: Answer,
  { answers = {}, ...settings }: OpenSettings = {},
) {
  const opened = await openCarrier({
    ...settings,
    answers: { '/webhooks/voice': voice, ...answers },
  })
  return { ...opened, caller: opened.carrier.placeCall() }
}
