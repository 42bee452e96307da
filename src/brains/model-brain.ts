import type { Agent } from '../agents/agent.ts'
import type { Brain, ToolOffer } from '../calls/brain.ts'

/**
 * A brain whose words come from a vendor's model.
 * Beside the obligations of a `Brain` an implementer must never retry by itself, must close its request in
 * the tick in which the signal aborts, and must tell a `used` event for each request that told its usage.
 */
export interface ModelBrain extends Brain {
  /** The model as its vendor names it. */
  readonly model: string
  /** The vendor in words, such as `Claude`. */
  readonly vendor: string
  /**
   * Asks for one word, or one token of it, in answer to a made-up question: no caller's words, and no call is answered by it.
   * @throws {BrainFailed} in words when the model does not answer.
   */
  check(signal: AbortSignal): Promise<void>
  /** Opens the connection and fills the vendor's cache while the phone rings. Never throws. */
  warmUp?(about: WarmUp, signal: AbortSignal): Promise<void>
}

/** What of a request is the same in each turn of a call. */
export interface WarmUp {
  readonly agent: Agent
  readonly tools: readonly ToolOffer[]
}
