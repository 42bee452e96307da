import type { Call } from '../call.ts'
import type { StatusCallback } from './progress-events.ts'
import type { DocumentRequest } from '../twiml/twiml-source.ts'

/** Where `<Dial>` gets the legs from that it makes for a call. */
export interface Legs {
  /** A leg to this number, which does not ring yet. */
  dial(order: ChildOrder): ChildLeg
}

export interface ChildOrder {
  readonly parent: Call
  readonly from: string
  readonly to: string
  readonly ringSeconds: number
  readonly callback: StatusCallback | undefined
}

export interface ChildLeg {
  readonly call: Call
  /** Rings there. @returns whether it was answered; otherwise the leg is over. */
  ring(): Promise<boolean>
  /** Does what a document says to the callee alone. Resolves when it was done, or the leg is over. */
  whisper(document: DocumentRequest): Promise<void>
  /** Lets the leg go on by itself where REST led it. */
  goAlone(): void
}
