import type { Agent } from '../agents/agent.ts'
import type { TranscriptTurn } from './transcript.ts'

/**
 * Decides what the agent says next.
 * An implementer must: keep no memory between replies (everything it needs is in the request), end the
 * stream with exactly one `reply-end`, never yield after it, stop within 200 ms of `signal` aborting
 * (ending or throwing the signal's reason), and throw a `BrainFailed` when it cannot answer.
 */
export interface Brain {
  /** For the record of a call: which brain answered, such as `receptionist`. */
  readonly name: string
  reply(request: BrainRequest, signal: AbortSignal): AsyncIterable<BrainEvent>
}

export interface BrainRequest {
  readonly agent: Agent
  readonly caller: CallerFacts
  readonly transcript: readonly TranscriptTurn[]
  readonly tools: readonly ToolOffer[]
  readonly now: Date
}

/** What is known of the caller before a word is said. */
export interface CallerFacts {
  readonly phoneNumber: string
  readonly name: string | undefined
}

export interface ToolOffer {
  readonly name: string
  readonly description: string
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>
}

export type BrainEvent =
  | { readonly type: 'text-delta'; readonly text: string }
  | {
      readonly type: 'tool-call'
      readonly toolCallId: string
      readonly tool: string
      /** As the brain wrote them; they are checked against the tool's schema before anything runs. */
      readonly arguments: unknown
    }
  | { readonly type: 'reply-end'; readonly reason: ReplyEndReason; readonly usage?: BrainUsage }

/** `tools`: the brain waits for the results of its tool calls and is then asked again. */
export type ReplyEndReason = 'finished' | 'tools' | 'refused'

export interface BrainUsage {
  readonly inputTokens: number
  readonly outputTokens: number
}
