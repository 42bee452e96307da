import type { Call, FinalCallStatus } from './call.ts'

/** Which calls there are and who owns them. Everything said in them is the journal's. */
export interface CallBook {
  /**
   * Opens a call and recognises its caller: the customer of this number is created, or marked as seen.
   * The same `sid` again returns the call that is there, `isNew: false`, and changes nothing.
   */
  open(call: NewCall): Promise<OpenedCall>
  findBySid(sid: string): Promise<Call | undefined>
  /** Takes a call over: its epoch grows by one and every older owner is refused from now on. */
  takeOver(callId: string): Promise<Call>
  /**
   * What the carrier says became of a call; safe to repeat and in any order. The first final status
   * stays, unless it was ours after a fault, and the first duration above 0; an unknown sid is answered
   * `unknown-call`.
   */
  settle(settlement: CallSettlement): Promise<'settled' | 'unknown-call'>
  /**
   * Calls of whose end the carrier has not told, also those of the last day that we ended after a fault,
   * oldest first: at most `limit`, begun before an instant.
   */
  stillActive(filter: { startedBefore: Date; limit: number }): Promise<readonly Call[]>
}

export type NewCall = Omit<Call, 'customerId' | 'epoch'>

export interface OpenedCall {
  readonly call: Call
  readonly isNew: boolean
  readonly callerName: string | undefined
  /** The call has ended already: this is a late word about it. */
  readonly isOver: boolean
  /** The number of its last journal entry, 0 when there is none. */
  readonly lastSeq: number
}

export interface CallSettlement {
  readonly sid: string
  readonly status: FinalCallStatus
  readonly durationSeconds: number
  readonly at: Date
}
