import type { BrainUsage, SwitchReason } from './brain.ts'
import type { CallChannel, CallFlag, CallOutcome, FinalCallStatus } from './call.ts'
import type { SpeechLoss, SpeechUsage } from './speech-brain.ts'
import type { ToolResult } from './tool.ts'

/**
 * A fact of a call's life, in the order in which it happened. The journal holds these; conversations and
 * messages are projections of them.
 */
export type JournalEvent =
  /** We call somebody, and open with these words, whichever process answers. */
  | { readonly kind: 'call-placed'; readonly payload: { readonly openingWords: string } }
  | { readonly kind: 'notice-heard'; readonly payload: { readonly text: string } }
  /** May come late, after what the agent did and said in the same turn: where words follow the sound. */
  | {
      readonly kind: 'caller-said'
      readonly payload: {
        readonly turn: number
        readonly text: string
        readonly language: string | undefined
        /** The request that brought the words, where one can come twice. */
        readonly delivery?: string
        /** The caller spoke, and the words could not be made out: `text` is empty. */
        readonly isUnheard?: boolean
        /** How long before this entry the caller had said it; absent: just now. */
        readonly lateMs?: number
      }
    }
  | { readonly kind: 'key-pressed'; readonly payload: { readonly key: string } }
  /** The caller was asked whether a model may listen. `words`: said or keyed in, and empty where that was nothing. */
  | {
      readonly kind: 'consent-answered'
      readonly payload: { readonly given: boolean; readonly words: string }
    }
  /** Something was said and hardly understood; `confidence` is from 0 to 1. */
  | {
      readonly kind: 'caller-unclear'
      readonly payload: {
        readonly turn: number
        readonly text: string
        readonly confidence: number
      }
    }
  | {
      readonly kind: 'caller-silent'
      readonly payload: { readonly turn: number; readonly times: number }
    }
  | {
      readonly kind: 'agent-planned'
      readonly payload: { readonly turn: number; readonly text: string; readonly brain: string }
    }
  | {
      readonly kind: 'agent-heard'
      readonly payload: {
        readonly turn: number
        readonly text: string
        readonly planned: string
        readonly interrupted: boolean
        /** No brain chose these words. */
        readonly standing?: boolean
      }
    }
  | {
      readonly kind: 'tool-intended'
      readonly payload: {
        readonly turn: number
        readonly toolCallId: string
        readonly tool: string
        readonly arguments: unknown
        readonly effectKey: string | undefined
        readonly readBack?: boolean
        readonly nth?: number
      }
    }
  | {
      readonly kind: 'tool-done'
      readonly payload: {
        readonly turn: number
        readonly toolCallId: string
        readonly tool: string
        readonly result: ToolResult
        readonly tookMs: number
      }
    }
  | { readonly kind: 'turn-measured'; readonly payload: TurnLatency }
  | {
      readonly kind: 'brain-failed'
      readonly payload: { readonly turn: number; readonly reason: string }
    }
  /** Another brain went on with the answer. */
  | {
      readonly kind: 'brain-switched'
      readonly payload: {
        readonly turn: number
        readonly from: string
        readonly to: string
        readonly reason: SwitchReason
        readonly detail: string
      }
    }
  | {
      readonly kind: 'brain-used'
      readonly payload: BrainUsage &
        Partial<Pick<SpeechUsage, 'audio' | 'transcribedSeconds'>> & {
          readonly turn: number
          readonly brain: string
        }
    }
  /** A model that listens and speaks hears the caller from now on. */
  | {
      readonly kind: 'speech-opened'
      readonly payload: { readonly brain: string; readonly why: SpeechOpened }
    }
  /** It hears the caller no more, and did not choose to. `detail` is for the owner, and never the caller's. */
  | {
      readonly kind: 'speech-lost'
      readonly payload: {
        readonly brain: string
        readonly reason: SpeechLoss
        readonly detail: string
      }
    }
  /** Something went wrong that the session with the model survived. */
  | {
      readonly kind: 'speech-troubled'
      readonly payload: { readonly brain: string; readonly detail: string }
    }
  /** The call goes on on another channel, because the one that it had does not work. */
  | {
      readonly kind: 'channel-changed'
      readonly payload: {
        readonly from: CallChannel
        readonly to: CallChannel
        readonly reason: ChannelChange
      }
    }
  /** What was heard so far of words that are still being said: a call that breaks now knows it. */
  | {
      readonly kind: 'agent-hearing'
      readonly payload: { readonly turn: number; readonly text: string; readonly planned: string }
    }
  /** A process that did not have the call goes on with it, in this epoch. */
  | {
      readonly kind: 'taken-up'
      readonly payload: { readonly epoch: number; readonly reason: string }
    }
  /** The call is given to another process at the end of a turn, because this one stops. */
  | { readonly kind: 'handed-on'; readonly payload: { readonly turn: number } }
  | {
      readonly kind: 'mode-changed'
      readonly payload: { readonly mode: RecordingMode; readonly reason: string }
    }
  /** The call is on this channel from now on: at its beginning, and after a line that broke. */
  | { readonly kind: 'line-opened'; readonly payload: { readonly channel: CallChannel } }
  | { readonly kind: 'line-lost'; readonly payload: { readonly reason: string } }
  | {
      readonly kind: 'transfer-started'
      readonly payload: { readonly to: string; readonly attempt: number }
    }
  /** The person who was tried has said yes, and the two talk. */
  | {
      readonly kind: 'transfer-taken'
      readonly payload: { readonly to: string; readonly attempt: number }
    }
  | {
      readonly kind: 'transfer-ended'
      readonly payload: {
        readonly to: string
        readonly attempt: number
        readonly outcome: TransferOutcome
        readonly talkedSeconds: number
      }
    }
  | {
      readonly kind: 'flagged'
      readonly payload: { readonly flag: CallFlag; readonly turn: number; readonly detail: string }
    }
  | { readonly kind: 'ended'; readonly payload: CallEnd }

/** `began`: on this line; `lost`: in place of one that was lost; `aged`: in place of one that had become old. */
export type SpeechOpened = 'began' | 'lost' | 'aged'

/**
 * `speech-lost`: no model could speak on it; `line-unsteady`: it broke too often; `carrier`: the carrier could
 * not do it.
 */
export type ChannelChange = 'speech-lost' | 'line-unsteady' | 'carrier'

/** Where a call is written down: in the database, in a synced file of this machine, or nowhere but in memory. */
export type RecordingMode = 'recorded' | 'kept-locally' | 'not-recorded'

/** What came of trying one person. `declined`: picked up, and did not take the call (or a machine did). */
export type TransferOutcome =
  | 'connected'
  | 'busy'
  | 'no-answer'
  | 'declined'
  | 'failed'
  | 'canceled'

/** One entry as it stands in the journal: `seq` counts from 1 without gaps within a call. */
export type JournalEntry = JournalEvent & { readonly seq: number; readonly at: Date }

/** When the caller had said it: its words may have come later. */
export function saidAt({ at, kind, payload }: JournalEntry): Date {
  const lateMs = kind === 'caller-said' ? payload.lateMs : undefined
  return lateMs === undefined ? at : new Date(at.getTime() - lateMs)
}

/** Where the milliseconds of a turn went, from the end of the caller's speech. */
export interface TurnLatency {
  readonly turn: number
  /** From the caller's words arriving to the brain's first word. */
  readonly brainFirstWordMs: number | undefined
  /** Spent in tools before the first word. */
  readonly toolsMs: number
  /** From the caller's words arriving until they were durable. */
  readonly durableMs: number
  /** From the caller's words arriving to our first word leaving. */
  readonly firstWordSentMs: number | undefined
  /** From the end of the caller's speech, as the line tells it, to the first audible word of the answer. */
  readonly firstWordHeardMs: number | undefined
  /** From the end of the caller's speech until we knew of it; on text channels, until its words were there. */
  readonly detectionMs?: number | undefined
  /** From our first word leaving to its being audible. */
  readonly playbackMs?: number | undefined
  /** From the end of the caller's speech to the first audible word of a filler, where one was needed. */
  readonly fillerHeardMs?: number | undefined
}

export interface CallEnd {
  readonly status: FinalCallStatus
  readonly endedBy: 'caller' | 'agent' | 'fault' | 'carrier'
  readonly outcome: CallOutcome
  readonly durationSeconds: number
}
