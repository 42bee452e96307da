/** One phone call, from the first ring to its end, as everything in here speaks of it. */
export interface Call {
  readonly id: string
  /** The carrier's name for it (`CA` and 32 hex digits). */
  readonly sid: string
  readonly direction: 'inbound' | 'outbound'
  readonly channel: CallChannel
  /** E.164 where the carrier knows it, otherwise its own word such as `anonymous`. */
  readonly from: string
  readonly to: string
  readonly agentId: string
  readonly customerId: string | undefined
  /** Grows each time another process takes the call over; writes with an older one are refused. */
  readonly epoch: number
  readonly startedAt: Date
}

export type CallChannel = 'relay' | 'media' | 'gather'

/** The words of the `status` column: what the carrier says became of the call. */
export type CallStatus = 'active' | FinalCallStatus
export type FinalCallStatus = 'completed' | 'failed' | 'busy' | 'no-answer' | 'canceled'

/** What the agent is doing in a call that is going on. */
export type CallPhase =
  | 'ringing'
  | 'listening'
  | 'thinking'
  | 'using-tool'
  | 'speaking'
  | 'ending'
  /** A person's phone rings, or the caller talks with that person. */
  | 'transferring'
  /** The connection to the caller broke, and the carrier is expected to bring the caller back. */
  | 'reconnecting'

/** What came of a call. It is worked out from receipts, never from what a model said. */
export type CallOutcome =
  | 'emergency'
  | 'transferred'
  | 'do-not-call'
  | 'callback-scheduled'
  | 'message-taken'
  | 'details-saved'
  | 'talked'
  | 'no-conversation'

/** Something about a call that a person should look at. */
export type CallFlag =
  | 'claim-without-receipt'
  | 'not-recorded'
  /** The caller spoke sooner than the agent's words can have been played: how much was heard is a guess. */
  | 'heard-in-doubt'
  /** The carrier had to use its fallback address, because an answer of ours failed. */
  | 'fallback-used'
