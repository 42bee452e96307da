import type { CallQuirks } from './call-state.ts'
import type { RelayQuirks } from './relay/relay-session.ts'
import type { GatherQuirks } from './verbs/gather-quirks.ts'

/** Where public sources tell different stories about Twilio, or none, a test can choose. */
export interface CarrierQuirks extends RelayQuirks, GatherQuirks, CallQuirks {
  /** Whether a REST redirection still sends the action of the verb that it interrupts. */
  readonly redirectionSendsAction: boolean
  /** Whether a call's end is told only when the action that it interrupted has been answered. */
  readonly lastActionHoldsUpEnd: boolean
  /** What REST answers when a call is to be ended that has ended already. */
  readonly endingAnEndedCall: 'accepted' | 'not-found'
  /** Whether the address of a media stream is signed with a slash at its end, as Twilio is said to do at times. */
  readonly slashAfterSignedStreamUrl: boolean
  /** Phones ring so much longer than asked. */
  readonly extraRingSeconds: number
  /** Who is the first of two channels of a recording: whoever is on the recorded leg, or what this one hears. */
  readonly firstRecordedChannel: 'caller' | 'agent'
}

export const defaultQuirks: CarrierQuirks = {
  tokensPlayedAfterInterrupt: false,
  queueSurvivesInterruption: false,
  closedSessionErrorCode: 39_001,
  undocumentedGatherFields: false,
  rejectedCallEndsAs: 'no-answer',
  declinedCallEndsAs: 'busy',
  redirectionSendsAction: false,
  lastActionHoldsUpEnd: true,
  endingAnEndedCall: 'accepted',
  slashAfterSignedStreamUrl: false,
  extraRingSeconds: 0,
  firstRecordedChannel: 'caller',
}
