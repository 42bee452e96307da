import { skipped } from './check.ts'
import { localInstance } from './local-server.ts'
import type { SelfCall } from './self-call.ts'

/** How a request of Twilio's comes to this server, and how the doctor takes the same way. */
export interface PublicWay {
  /** `undefined` without an account at Twilio. */
  readonly selfCall: SelfCall | undefined
  readonly appUrl: string
  readonly localUrl: string
}

/** What a check says that needs the way from the internet, while there is none. */
export const noWay = skipped('Of no use before the way from the internet works.')

/** Whether it is worth going out at all: asks on this machine only. */
export async function hasServerHere(selfCall: SelfCall, localUrl: string): Promise<boolean> {
  return 'instance' in (await localInstance(selfCall, localUrl))
}
