import type { Call } from './call.ts'
import type { Clock } from './clock.ts'
import { callOver } from './verbs/say.ts'

/** Lets the calls that REST asked for out one by one, as slowly as the account may make them. */
export interface CallQueue {
  /** Resolves when it is this call's turn, or when the call is over. */
  turnOf(call: Call): Promise<void>
}

/** @param betweenCallsMs 0 for no queue. */
export function createCallQueue(clock: Clock, betweenCallsMs: number): CallQueue {
  let nextTurnMs = 0
  return {
    async turnOf(call) {
      const nowMs = clock.monotonicMs()
      const turnMs = Math.max(nowMs, nextTurnMs)
      nextTurnMs = turnMs + betweenCallsMs
      if (turnMs === nowMs) return await Promise.resolve()
      const turn = new Promise<void>((resolve) => {
        call.pacing.after(turnMs - nowMs, resolve)
      })
      return await Promise.race([turn, callOver(call)])
    },
  }
}
