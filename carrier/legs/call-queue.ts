import { callOver } from '../call-over.ts'
import type { Call } from '../call.ts'
import type { Clock } from '../clock.ts'
import { pacedWait } from '../paced-wait.ts'

/** Lets the calls that REST asked for out one by one, as slowly as the account may make them. */
export interface CallQueue {
  /** Resolves when it is this call's turn, or when the call is over: then the next one moves up. */
  turnOf(call: Pick<Call, 'over' | 'pacing'>): Promise<void>
}

/** @param betweenCallsMs 0 for no queue. */
export function createCallQueue(clock: Clock, betweenCallsMs: number): CallQueue {
  let nextTurnMs = 0
  let before: Promise<void> = Promise.resolve()

  async function takeTurn(call: Pick<Call, 'over' | 'pacing'>, earlier: Promise<void>) {
    await earlier
    const waitMs = nextTurnMs - clock.monotonicMs()
    if (waitMs > 0) await pacedWait(call, waitMs)
    if (!call.over.aborted) nextTurnMs = clock.monotonicMs() + betweenCallsMs
  }

  return {
    async turnOf(call) {
      before = takeTurn(call, before)
      await Promise.race([before, callOver(call)])
    },
  }
}
