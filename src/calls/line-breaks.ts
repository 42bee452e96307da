import type { CallChannel } from './call.ts'

/** Counts how often a call lost its line, and says what follows from it. */
export interface LineBreaks {
  broke(): void
  /** A process that did not have the call goes on with it. */
  takenUp(at: Date): void
  /** No line holds: the call is let go. */
  readonly isLost: boolean
  /** The channel to use instead, where the usual one keeps breaking. */
  readonly simpler: CallChannel | undefined
}

/** A channel that breaks this often is left for a simpler one, and after so many more a call for good. */
const breaksUntilSimpler = 2
const breaksUntilLost = 5
/** A call that takes processes down with it, or is on a machine that does not hold, gets by with less. */
const takenUpUntilSimpler = 3
const within = 60_000

export function createLineBreaks(
  before: { breaks: number; takenUpAt: readonly Date[] } = { breaks: 0, takenUpAt: [] },
): LineBreaks {
  let { breaks, takenUpAt } = before
  return {
    broke: () => void (breaks += 1),
    takenUp(at) {
      takenUpAt = [...takenUpAt, at].filter((one) => at.getTime() - one.getTime() < within)
    },
    get isLost() {
      return breaks >= breaksUntilLost
    },
    get simpler() {
      const isUnsteady = breaks >= breaksUntilSimpler || takenUpAt.length >= takenUpUntilSimpler
      return isUnsteady ? 'gather' : undefined
    },
  }
}
