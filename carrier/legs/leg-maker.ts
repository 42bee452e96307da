import { createCallRegister } from './call-register.ts'
import type { CallRegister } from './call-register.ts'
import type { CallDirection } from '../call-state.ts'
import { createCall } from '../call.ts'
import type { Call, CallParts } from '../call.ts'
import { describeError } from '../errors.ts'
import type { Leg } from './leg.ts'
import { createOutstanding } from '../outstanding.ts'
import { createProgressEvents } from './progress-events.ts'
import type { ProgressParts, StatusCallback } from './progress-events.ts'
import type { Sids } from '../sids.ts'
import { createTimeLimit } from './time-limit.ts'

/** Makes legs, keeps them in the register, and lets each live so that none can hurt another. */
export interface LegMaker {
  readonly register: CallRegister
  /** @param life what the leg does until it is over; its end is told afterwards. */
  make(order: LegOrder, life: (leg: Leg) => Promise<void>): Leg
  /** Told of everything that happens at any leg. @returns what stops the telling. */
  subscribe(watcher: () => void): () => void
  /** Resolves when every leg is over and its last callback was answered. */
  drained(): Promise<void>
}

export interface LegOrder {
  readonly direction: CallDirection
  readonly from: string
  readonly to: string
  readonly parent?: Call
  readonly callback: StatusCallback | undefined
}

export type LegMakerParts = ProgressParts &
  Pick<CallParts, 'witness' | 'quirks'> & { readonly sids: Sids }

export function createLegMaker(parts: LegMakerParts): LegMaker {
  const { witness, clock, sids } = parts
  const register = createCallRegister()
  const runs = createOutstanding()
  const watchers = new Set<() => void>()

  function stir(): void {
    for (const watcher of watchers) watcher()
  }

  async function live(leg: Leg, life: (leg: Leg) => Promise<void>): Promise<void> {
    const { call, progress } = leg
    try {
      await life(leg)
    } catch (error) {
      const why = `The carrier failed at this call: ${describeError(error)}`
      witness.warn(call.sid, 'carrier-fault', why)
      call.end('application-error')
    }
    await progress.completed()
  }

  return {
    register,
    make({ callback, ...order }, life) {
      const call = createCall({ ...parts, ...order, sid: sids.call() })
      const progress = createProgressEvents(call, parts)
      progress.callback = callback
      const { promise: finished, resolve } = Promise.withResolvers<void>()
      const leg = { call, progress, finished, timeLimit: createTimeLimit(call, clock) }
      register.add(leg)
      call.subscribe(stir)
      void runs.track(live(leg, life)).then(resolve)
      stir()
      return leg
    },
    subscribe(watcher) {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    drained: () => runs.drained(),
  }
}
