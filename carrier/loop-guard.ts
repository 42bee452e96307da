import type { Clock } from './clock.ts'

/** Notices documents that lead from one to the next without any time passing. */
export interface LoopGuard {
  /** Counts one document; true when there have been too many within a second. */
  loops(): boolean
}

export function createLoopGuard(clock: Clock): LoopGuard {
  let windowStartMs = clock.monotonicMs()
  let documents = 0
  return {
    loops() {
      const nowMs = clock.monotonicMs()
      if (nowMs - windowStartMs > 1000) {
        windowStartMs = nowMs
        documents = 0
      }
      documents += 1
      return documents > documentsPerSecond
    },
  }
}

const documentsPerSecond = 50
