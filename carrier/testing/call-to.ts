import { callAnsweredBy } from './open-carrier.ts'
import type { OpenSettings } from './open-carrier.ts'
import { twiml } from './stand-in-server.ts'

export type CallToSettings = OpenSettings

/** A call to a server whose voice webhook answers with these verbs. */
export async function callTo(verbs: string, settings: CallToSettings = {}) {
  return await callAnsweredBy(twiml(verbs), settings)
}
