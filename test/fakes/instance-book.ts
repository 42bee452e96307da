import type { InstanceBook } from '../../src/calls/instance-book.ts'

/** The processes of an installation, without a database. */
export function createMemoryInstanceBook(
  nowMs: () => number = () => performance.now(),
): InstanceBook {
  const seenAtMs = new Map<string, number>()
  return {
    isThere: async (id) => void seenAtMs.set(id, nowMs()),
    isGone: async (id) => void seenAtMs.delete(id),
    hasAnother: async (id, withinMs) =>
      [...seenAtMs].some(([other, seenMs]) => other !== id && nowMs() - seenMs < withinMs),
  }
}
