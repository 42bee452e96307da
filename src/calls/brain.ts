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
  /**
   * What a brain that failed has said of this very answer: it is being heard, so go on from it and do not
   * begin again. Empty, or absent: nothing yet.
   */
  readonly saidAlready?: string
  /**
   * What was said of this answer before the tools whose results are new. The caller hears it, so it is not said
   * again, and nothing need be added to it. Empty, or absent: nothing.
   */
  readonly saidBeforeTools?: string
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
  /** `text` may be empty: a sign of life, such as while the arguments of a tool are being written. */
  | { readonly type: 'text-delta'; readonly text: string }
  | {
      readonly type: 'tool-call'
      readonly toolCallId: string
      readonly tool: string
      /** As the brain wrote them; they are checked against the tool's schema before anything runs. */
      readonly arguments: unknown
      /**
       * The caller was read back what it comes to and said yes, as code knows it, not as a model believes:
       * a tool of two steps acts at once.
       */
      readonly readBack?: boolean
    }
  /** Another brain goes on with this answer. */
  | BrainSwitch
  /** What a model was asked and answered comes to, one for each request that told; also when it failed. */
  | { readonly type: 'used'; readonly brain: string; readonly usage: BrainUsage }
  | { readonly type: 'reply-end'; readonly reason: ReplyEndReason }

/** `tools`: the brain waits for the results of its tool calls and is then asked again. */
export type ReplyEndReason = 'finished' | 'tools' | 'refused'

export interface BrainSwitch {
  readonly type: 'switched'
  /** The names of the brains. */
  readonly from: string
  readonly to: string
  readonly reason: SwitchReason
  /** In words, for the owner; never the caller's. */
  readonly detail: string
}

/** Why another brain was asked. `resting`: the one before failed a short while ago and was not asked at all. */
export type SwitchReason =
  | 'error'
  | 'too-slow'
  | 'stalled'
  | 'empty'
  | 'malformed'
  | 'refused'
  | 'resting'

export interface BrainUsage {
  /** As the vendor names it. */
  readonly model: string
  /** Tokens of the request that no cache had. */
  readonly inputTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
  readonly outputTokens: number
}
