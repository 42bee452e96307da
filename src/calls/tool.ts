import type { z } from 'zod'
import type { Agent } from '../agents/agent.ts'
import type { Call } from './call.ts'

/**
 * Something an agent can do for a caller.
 * Must do its effect at most once for the same meaning (see `effectKey`), must refuse to act when the
 * call's epoch is no longer the current one, and must report success only with a receipt.
 */
export interface Tool<Arguments = unknown> {
  /** kebab-case verb and object, such as `take-message`. */
  readonly name: string
  /** For the brain: what it does and when to use it. */
  readonly description: string
  readonly parameters: z.ZodType<Arguments>
  /**
   * The effect by its meaning (who, what, when), never by the model's call id. The same key acts once.
   * `undefined`: the tool has no effect outside the call.
   */
  effectKey(args: Arguments, context: ToolContext): string | undefined
  /**
   * For an effect that cannot be taken back, or that people will count on: what it comes to, before it is done.
   * The first call of such a tool only proposes; it acts when it is called again, for the same meaning, in a
   * later turn. Absent: it acts at once.
   */
  propose?(args: Arguments, context: ToolContext): ToolProposal
  run(args: Arguments, context: ToolContext, signal: AbortSignal): Promise<ToolResult>
}

export type ToolProposal =
  | {
      readonly ok: true
      /** The same for the same meaning, in whatever words it is proposed. */
      readonly key: string
      /** What to read back to the caller, as one sentence. */
      readonly readBack: string
    }
  | Extract<ToolResult, { ok: false }>

export interface ToolContext {
  readonly call: Call
  readonly agent: Agent
  readonly now: Date
  /**
   * For what this is done: a turn that is answered again, by whoever and in whatever words, asks for the same.
   * Absent where no turn is answered.
   */
  readonly asked?: { readonly turn: number; readonly nth: number }
}

/** How a tool ended. Refusals are ordinary endings that the agent says in words. */
export type ToolResult =
  | {
      readonly ok: true
      readonly receipt: Receipt
      /** What happens once the agent has finished speaking. */
      readonly afterwards?: 'hang-up' | Transfer
    }
  | { readonly ok: false; readonly reason: ToolRefusal; readonly detail: string }

/** The call is handed over to a person: to the first of these who takes it. */
export interface Transfer {
  readonly to: readonly TransferTarget[]
  /** How long each phone rings. */
  readonly ringSeconds: number
  /** Why, in the caller's words as far as they are known: the person who answers hears it. */
  readonly reason: string
}

export interface TransferTarget {
  readonly name: string
  /** E.164, from the agent's configuration and from nowhere else. */
  readonly phoneNumber: string
}

export type ToolRefusal =
  | 'unknown-tool'
  | 'not-allowed'
  | 'wrong-arguments'
  /** The words allow more than one reading; `detail` is the question to ask back. */
  | 'ambiguous'
  /** Proposed, not done: `detail` is what to read back, and the caller has to say yes first. */
  | 'unconfirmed'
  | 'not-recorded'
  | 'taken-over'
  /** Nobody can be put through to: no such person, or the business is closed. */
  | 'nobody-there'
  /** A transfer that was tried: nobody took the call. */
  | 'nobody-answered'
  | 'failed'

/** Proof of an effect: what was really done, and where it can be looked up. */
export interface Receipt {
  readonly kind: ReceiptKind
  /** The row or record that the effect made, such as a task's id. */
  readonly reference: string
  /** One sentence for people: what was done. */
  readonly summary: string
  /** Facts that the agent may repeat, such as the spoken date of a callback. */
  readonly facts: Readonly<Record<string, string>>
}

export type ReceiptKind =
  | 'message-taken'
  | 'callback-scheduled'
  | 'contact-saved'
  | 'call-ending'
  /** The call will be handed over after the agent's words; whether somebody takes it is not known yet. */
  | 'transfer-arranged'
  /** Somebody took the call. */
  | 'call-transferred'
  | 'do-not-call'
