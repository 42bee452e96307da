import type { Agent } from '../agents/agent.ts'
import type { AnsweredCall } from './answered-call.ts'
import type { Call, CallChannel, CallFlag } from './call.ts'
import type { TransferOutcome } from './journal-event.ts'
import type { TransferTarget } from './tool.ts'

/** How a session with the agent came to its end, as the carrier tells it. */
export interface EndedSession {
  readonly how: 'ended' | 'broken'
  readonly reason?: string | undefined
  /** The carrier's name for the session: an end that is told twice is one end. */
  readonly session?: string | undefined
  /** For a person to look at later. */
  readonly flag?: CallFlag | undefined
  /** From now on the call is on this channel, because the one that it had does not work. */
  readonly instead?: CallChannel | undefined
}

/** How a call goes on. */
export type NextStep =
  /** The caller talks with the agent, whose first words are in `answered.opening`. */
  | { readonly do: 'talk'; readonly answered: AnsweredCall }
  | RingStep
  /** `words` are said first; empty when there is nothing to say. */
  | { readonly do: 'hang-up'; readonly words: string }
  /** Nobody here knows such a call. */
  | { readonly do: 'unknown' }

/** A person's phone is rung for the caller. */
export interface RingStep {
  readonly do: 'ring'
  readonly call: Call
  readonly agent: Agent
  readonly target: TransferTarget
  /** Counts from 1. */
  readonly attempt: number
  readonly ringSeconds: number
  /** Why the caller wants a person, in words that this person hears. */
  readonly reason: string
  /** Said to the caller first; empty when there is nothing to say. */
  readonly words: string
}

/** What came of ringing one person. */
export interface TriedTransfer {
  readonly attempt: number
  readonly outcome: TransferOutcome
  readonly talkedSeconds: number
}
