import { talkedSeconds } from '../call-parameters.ts'
import type { FinalStatus } from '../call-state.ts'
import type { ChildLeg } from '../legs/legs.ts'

/** What became of a `<Dial>`, as its action is told. */
export interface DialOutcome {
  readonly status: FinalStatus
  /** The leg that was answered, else the one that ended last; none where nothing could be dialled. */
  readonly childSid: string | undefined
  /** How long the callee was on the line; nothing where nobody answered, or REST led the callee away. */
  readonly seconds: number | undefined
  /** Whether callee and caller really heard one another. */
  readonly bridged: boolean
}

export const nothingDialled: DialOutcome = {
  status: 'failed',
  childSid: undefined,
  seconds: undefined,
  bridged: false,
}

/** Of a leg that was answered. */
export function answeredOutcome({ call }: ChildLeg, bridged: boolean): DialOutcome {
  const state = call.state()
  const seconds = 'talkedMs' in state ? talkedSeconds(state) : undefined
  return { status: 'completed', childSid: call.sid, seconds, bridged }
}

/** Of a leg that nobody answered. */
export function unansweredOutcome({ call }: ChildLeg): DialOutcome {
  const state = call.state()
  const status = 'talkedMs' in state ? state.status : 'canceled'
  return { status, childSid: call.sid, seconds: undefined, bridged: false }
}

/** The fields that the action's request carries on top of the call's own. */
export function dialParameters(outcome: DialOutcome): Record<string, string> {
  const { status, childSid, seconds, bridged } = outcome
  return {
    DialCallStatus: status,
    ...(childSid !== undefined && { DialCallSid: childSid }),
    ...(seconds !== undefined && { DialCallDuration: String(seconds) }),
    DialBridged: String(bridged),
  }
}
