import type { Agent } from '../agents/agent.ts'
import type { DoNotCallList } from '../calls/do-not-call-list.ts'
import {
  judgeDestination,
  type DestinationRefusal,
  type FictionalNumbers,
} from '../compliance/allowed-destination.ts'
import { callingWindow } from '../compliance/calling-window.ts'
import type { Clock } from '../lib/clock.ts'

export interface Refusal {
  readonly placed: false
  readonly code: RefusalCode
  /** Sentences for whoever wanted the call. */
  readonly reason: string
}

export type RefusalCode =
  | DestinationRefusal
  | 'do-not-call'
  | 'outside-hours'
  | 'too-many-calls'
  | 'already-calling'
  | 'no-number'
  | 'own-number'
  | 'carrier-refused'
  | 'closing'
  | 'over'

export interface CallingRules {
  readonly agent: Pick<Agent, 'business' | 'outbound'>
  readonly clock: Pick<Clock, 'now'>
  readonly doNotCallList: Pick<DoNotCallList, 'has'>
  readonly fictionalNumbers: FictionalNumbers
}

/**
 * Whether a number, written in any usual way, may be called now: it is one that may be called at all, nobody
 * there has asked not to be called, and it is a time of day for it. Without the do-not-call list nobody is
 * called.
 */
export async function mayCall(
  to: string,
  { agent, clock, doNotCallList, fictionalNumbers }: CallingRules,
): Promise<{ readonly phoneNumber: string } | Refusal> {
  const { countries, ...times } = agent.outbound
  const homeCountry = agent.business.country
  const destination = judgeDestination(to, { countries, homeCountry, fictionalNumbers })
  if (!destination.allowed) {
    return { placed: false, code: destination.code, reason: destination.reason }
  }
  const { phoneNumber, isFictional } = destination
  if (await doNotCallList.has(phoneNumber)) return stopped
  // Nobody is woken by a number that is nobody's, and nobody knows what time it is there.
  if (isFictional) return { phoneNumber }
  const window = callingWindow(phoneNumber, { times, at: clock.now() })
  return window.open
    ? { phoneNumber }
    : { placed: false, code: 'outside-hours', reason: window.reason }
}

const stopped: Refusal = {
  placed: false,
  code: 'do-not-call',
  reason: 'Somebody at this number has asked not to be called any more.',
}
