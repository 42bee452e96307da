import type { CalleeDecision } from '../callee.ts'
import type { Callees } from './callees.ts'
import type { EndReason } from '../call-state.ts'
import type { PlacedCall } from './leg.ts'
import { pacedWait } from '../paced-wait.ts'
import type { Timing } from '../timing.ts'
import { callOver } from '../call-over.ts'

export interface RingingParts {
  readonly callees: Callees
  readonly timing: Timing
}

/** Dials a leg's number and lets it ring. @returns whether it was answered; otherwise the leg is over. */
export async function ring(
  placed: PlacedCall,
  { callees, timing, ringMs }: RingingParts & { ringMs: number },
): Promise<boolean> {
  const { call } = placed
  call.dial()
  await pacedWait(call, timing.postDialMs)
  if (call.over.aborted) return false
  call.ring()
  const giveUp = call.pacing.after(ringMs * timing.pauseFactor, () => call.end('no-answer'))
  const decision = await Promise.race([callees.at(call.to).rings(placed), callOver(call)])
  giveUp.cancel()
  if (decision === 'answers') call.answer()
  else if (decision !== undefined) call.end(reasons[decision])
  return call.state().status === 'in-progress'
}

const reasons: Readonly<Record<Exclude<CalleeDecision, 'answers'>, EndReason>> = {
  declines: 'declined',
  'is-busy': 'busy',
  'is-unreachable': 'unreachable',
}
