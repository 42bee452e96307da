import type { Call } from './call.ts'

type Parties = Pick<Call, 'direction' | 'from' | 'to'>

/** The person on the phone who is not us, whoever dialled. */
export function otherPartyOf({ direction, from, to }: Parties): string {
  return direction === 'inbound' ? from : to
}

/** The number of ours that was dialled, or that we dial from. */
export function ourNumberOf({ direction, from, to }: Parties): string {
  return direction === 'inbound' ? to : from
}
