/**
 * How the caller is reached in words: what the agent says goes in, what the caller does comes out as
 * `LineEvent`s given to the conversation.
 * An implementer must keep the order of words, send nothing after `end` or after the line closed (a late
 * call is ignored), report `line-closed` exactly once and as its last event, and never throw from these
 * verbs: a line that broke says so by `line-closed`.
 */
export interface CallerLine {
  readonly can: LineAbilities
  /** Adds words to what is being spoken. `last` closes the utterance; the next words begin a new one. */
  say(words: { text: string; last: boolean }): void
  /** All is said for now, and it is the caller's turn. May come more than once. */
  listen(): void
  /** Ends the call from our side. Words not yet played may be cut, so ask only when they were heard. */
  end(): void
  /** Lets go of the line and not of the call: another process has it, or will be asked to go on with it. */
  leave(why: LeavingReason): void
}

/** `handed-on`: this process stops. `taken-over`: another one has the call already. */
export type LeavingReason = 'handed-on' | 'taken-over'

/** What differs between channels, as data. */
export interface LineAbilities {
  /** The caller can stop the agent by speaking. */
  readonly bargeIn: boolean
  /**
   * The line reports what has been played, as it is played. Where it does not, an utterance counts as heard
   * as soon as it is closed.
   */
  readonly reportsPlayback: boolean
  /** The line itself tells when the caller stays silent, by `caller-silent`. */
  readonly reportsSilence: boolean
}

export type LineEvent =
  /** The caller finished saying something. `text` is what was understood, whole. */
  | {
      readonly type: 'caller-spoke'
      readonly text: string
      readonly language: string | undefined
      /** Names the request that brought the words, where one can come twice: within a call the same is the same. */
      readonly delivery?: string
    }
  /** The caller is in the middle of saying something; nothing is to be answered yet. */
  | { readonly type: 'caller-speaking'; readonly text: string }
  | { readonly type: 'caller-stopped-speaking' }
  /** The caller said something that was hardly understood. `confidence` is from 0 to 1. */
  | { readonly type: 'caller-unclear'; readonly text: string; readonly confidence: number }
  /** The caller was listened to for as long as the agent's patience allows, and said nothing. */
  | { readonly type: 'caller-silent' }
  /** The caller spoke again sooner than the words before can have been played to their end. */
  | { readonly type: 'playback-doubted'; readonly detail: string }
  | { readonly type: 'key-pressed'; readonly key: string }
  | { readonly type: 'playback-started' }
  /** These words have been played to their end, after those reported before. */
  | { readonly type: 'playback-advanced'; readonly text: string }
  | { readonly type: 'playback-finished' }
  /** The caller spoke over the agent, which fell silent. `heardText`: the current utterance so far. */
  | {
      readonly type: 'caller-interrupted'
      readonly heardText: string
      readonly heardMs: number | undefined
    }
  | { readonly type: 'line-closed'; readonly by: 'caller' | 'agent' | 'fault' }
