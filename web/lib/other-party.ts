import type { CallSummary } from '../../src/contract/index.ts'

/** The number of the person at the other end: who called us, or whom we called. */
export function otherParty({ direction, from, to }: CallSummary): string {
  return direction === 'inbound' ? from : to
}
