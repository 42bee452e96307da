/** Who called whom: somebody our number, the server through REST, or a `<Dial>` of another call. */
export type CallDirection = 'inbound' | 'outbound-api' | 'outbound-dial'

/** Where a call stands. `initiated` is what callbacks say of a call that is being dialled; REST still says `queued`. */
export type CallState =
  | { readonly status: 'queued' | 'initiated' | 'ringing' }
  | { readonly status: 'in-progress'; readonly answeredMs: number }
  | EndedState

export interface EndedState {
  readonly status: FinalStatus
  readonly reason: EndReason
  readonly talkedMs: number
  readonly sipResponseCode: number
}

export type FinalStatus = 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled'

export type EndReason =
  /** The person on the phone, whoever dialled. */
  | 'caller-hung-up'
  | 'agent-hung-up'
  | 'application-error'
  | 'rejected'
  | 'busy'
  | 'no-answer'
  | 'unreachable'
  | 'declined'
  /** By the server, before anybody had answered, or because somebody else was quicker. */
  | 'canceled'
  /** By the server, through REST. */
  | 'ended-by-request'
  | 'time-limit'
  /** The other of two parties that were joined, or were about to be. */
  | 'other-party-hung-up'
  | 'carrier-stopped'

/** What the end of a call that was never answered is called, and what the network said. */
export function unansweredEnd(
  reason: EndReason,
  { direction, quirks }: { direction: CallDirection; quirks: CallQuirks },
): { readonly status: FinalStatus; readonly sipResponseCode: number } {
  switch (reason) {
    case 'busy':
      return { status: 'busy', sipResponseCode: 486 }
    case 'rejected':
      return { status: quirks.rejectedCallEndsAs, sipResponseCode: 603 }
    case 'declined':
      return { status: quirks.declinedCallEndsAs, sipResponseCode: 603 }
    case 'unreachable':
      return { status: 'failed', sipResponseCode: 404 }
    case 'application-error':
      return { status: 'failed', sipResponseCode: 500 }
    default:
      return { status: givenUpStatus(reason, direction), sipResponseCode: 487 }
  }
}

export interface CallQuirks {
  /** How a call ends that `<Reject>` refused without a reason. */
  readonly rejectedCallEndsAs: 'no-answer' | 'busy' | 'failed'
  /** How a call ends whose callee refused it. */
  readonly declinedCallEndsAs: 'busy' | 'no-answer'
}

/** Whoever is called did not answer; whoever calls us gave up, which counts as the same. */
function givenUpStatus(reason: EndReason, direction: CallDirection): FinalStatus {
  if (reason === 'canceled' || reason === 'ended-by-request') return 'canceled'
  return direction === 'inbound' || reason === 'no-answer' ? 'no-answer' : 'canceled'
}
