import type { Call } from './call.ts'
import { describeError } from './errors.ts'
import type { Witness } from './witness.ts'

export interface GuardedCall {
  readonly call: Pick<Call, 'sid' | 'end'>
  readonly witness: Witness
}

/** Does it. A fault of the carrier in one call must not reach the event loop, where it would end them all. */
export function guarded({ call, witness }: GuardedCall, work: () => void): void {
  try {
    work()
  } catch (error) {
    witness.warn(call.sid, 'carrier-fault', `The carrier failed: ${describeError(error)}`)
    call.end('application-error')
  }
}
