import { runCall } from './call-run.ts'
import type { CallRunParts } from './call-run.ts'
import { createCall } from './call.ts'
import type { Call } from './call.ts'
import { describeError } from './errors.ts'
import { createOutstanding, endsWithin } from './outstanding.ts'

/** Where calls come from: each runs by itself, and none can hurt another. */
export interface CallEngine {
  placeCall(options: { from: string }): PlacedCall
  /** The calls that are not over. */
  calls(): readonly Call[]
  /** Hangs up every call, and waits for the last callbacks no longer than so many real milliseconds. */
  close(patienceMs: number): Promise<void>
}

export interface PlacedCall {
  readonly call: Call
  /** Resolves when the call is over and its last callback was answered or has failed. */
  readonly finished: Promise<void>
}

export interface CallEngineParts extends CallRunParts {
  /** The number that is called. */
  readonly number: string
}

export function createCallEngine(parts: CallEngineParts): CallEngine {
  const live = new Set<Call>()
  const runs = createOutstanding()

  async function run(call: Call): Promise<void> {
    live.add(call)
    try {
      await runCall(call, parts)
    } catch (error) {
      const why = `The carrier failed at this call: ${describeError(error)}`
      parts.witness.warn(call.sid, 'carrier-fault', why)
      call.end('application-error')
    } finally {
      live.delete(call)
    }
  }

  return {
    placeCall({ from }) {
      const call = createCall({ ...parts, sid: parts.sids.call(), from, to: parts.number })
      return { call, finished: runs.track(run(call)) }
    },
    calls: () => [...live],
    async close(patienceMs) {
      for (const call of live) call.end('carrier-stopped')
      await endsWithin(runs.drained(), patienceMs)
      parts.webhooks.close()
    },
  }
}
