import type { Call } from '../call.ts'
import type { ProgressEvents } from './progress-events.ts'
import type { TimeLimit } from './time-limit.ts'

/** A call under way. */
export interface PlacedCall {
  readonly call: Call
  /** Resolves when the call is over and its last callback was answered or has failed. */
  readonly finished: Promise<void>
}

/** A call with what REST can change about it. */
export interface Leg extends PlacedCall {
  readonly progress: ProgressEvents
  readonly timeLimit: TimeLimit
}
