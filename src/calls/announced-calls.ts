import type { Clock } from '../lib/clock.ts'
import type { AnnouncedCall } from './switchboard.ts'

/** Calls that are being placed: each may be picked up before the carrier has told us its name. */
export interface AnnouncedCalls {
  announce(call: AnnouncedCall): void
  /** What the agent is to open with; `undefined`: as usual, or nobody has announced such a call. */
  openingWordsOf(callId: string): string | undefined
}

/** Beyond the ringing, the carrier's word about a call that we placed takes no longer than this. */
const afterRingingMs = 60_000

/** Whoever is called has this long to pick up, and the carrier to connect. */
export function pickedUpWithinMs({ ringSeconds }: Pick<AnnouncedCall, 'ringSeconds'>): number {
  return ringSeconds * 1_000 + afterRingingMs
}

export function createAnnouncedCalls(clock: Clock): AnnouncedCalls {
  const announced = new Map<string, AnnouncedCall>()
  return {
    announce(call) {
      const { callId } = call
      announced.set(callId, call)
      const forget = () => void announced.delete(callId)
      clock.after(pickedUpWithinMs(call), forget, { keepsProcess: false })
    },
    openingWordsOf: (callId) => announced.get(callId)?.openingWords,
  }
}
