import type { CalleeDecision } from '../callee.ts'
import type { Call } from '../call.ts'
import type { PlacedCall } from '../legs/leg.ts'

/** A call that rings at a phone, until somebody decides about it or it rings no longer. */
export interface IncomingCall {
  readonly call: Call
  readonly decision: Promise<CalleeDecision>
  decide(decision: CalleeDecision): void
}

export function createIncomingCall(
  { call }: PlacedCall,
  /** Told once when it rings no longer and was not decided about here. */
  onGone: () => void,
): IncomingCall {
  const { promise, resolve } = Promise.withResolvers<CalleeDecision>()
  let isOpen = true
  // Answered elsewhere, given up by whoever calls, or ended.
  const stop = call.subscribe(({ type }) => {
    if (type !== 'status' || call.state().status === 'ringing' || !isOpen) return
    close()
    onGone()
  })

  function close(): void {
    isOpen = false
    stop()
  }

  return {
    call,
    decision: promise,
    decide(decision) {
      close()
      resolve(decision)
    },
  }
}
