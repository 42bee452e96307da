import type { FinalCallStatus } from './call.ts'

/**
 * The carrier as we ask it for something: to call somebody, to end a call, to tell what became of one.
 * An implementer must throw a retryable error when it cannot reach the carrier within 10 s, and must not
 * repeat a request to place a call by itself: the phone would ring twice.
 */
export interface PhoneNetwork {
  /** Calls a number. The carrier asks the answer URL what to do when it is picked up. */
  place(call: CallToPlace): Promise<PlacedCall>
  /** Ends a call that goes on, or calls one off that still rings. Ending an ended call is no error. */
  hangUp(callSid: string): Promise<void>
  /**
   * Has the carrier drop what it does with a call that goes on, and ask us how it goes on. It is told where to
   * ask within two seconds, or this throws; a call that is over is no error.
   */
  bringBack(callSid: string): Promise<void>
  /** What the carrier knows of a call. */
  lookUp(callSid: string): Promise<CarrierCall>
}

export interface CallToPlace {
  /** E.164. */
  readonly to: string
  /** One of the account's numbers, E.164. */
  readonly from: string
  /** Comes back in the carrier's requests about this call, so that they find it before its sid is known. */
  readonly callId: string
  readonly ringSeconds: number
}

export type PlacedCall =
  | { readonly placed: true; readonly callSid: string }
  /** The carrier would not: `reason` is in words, `code` the carrier's own. */
  | { readonly placed: false; readonly reason: string; readonly code: string }

export type CarrierCall =
  | { readonly state: 'going-on' }
  | {
      readonly state: 'over'
      readonly status: FinalCallStatus
      readonly durationSeconds: number
      readonly endedAt: Date | undefined
    }
  | { readonly state: 'unknown' }
