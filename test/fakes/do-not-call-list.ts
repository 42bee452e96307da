import type { DoNotCallList } from '../../src/calls/do-not-call-list.ts'
import { callIn, isCurrent, type MemoryRecords } from './memory-records.ts'

/** The do-not-call list without a database, and the numbers that are on it. */
export type MemoryDoNotCallList = DoNotCallList & { numbers(): readonly string[] }

/** A list of its own, which knows the owners of the calls in these records. */
export function createMemoryDoNotCallList(
  records: Pick<MemoryRecords, 'calls'>,
): MemoryDoNotCallList {
  const numbers = new Set<string>()
  return {
    async add({ phoneNumber, callId, epoch }) {
      const isOwner = isCurrent(callIn(records, callId), epoch)
      if (isOwner) numbers.add(phoneNumber)
      return isOwner ? 'added' : 'taken-over'
    },
    has: async (phoneNumber) => numbers.has(phoneNumber),
    numbers: () => [...numbers],
  }
}
