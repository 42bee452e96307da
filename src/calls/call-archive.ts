import type { Call, CallFlag, CallOutcome, CallPhase, CallStatus } from './call.ts'
import type { Page, PageRequest } from './customer-book.ts'
import type { JournalEntry } from './journal-event.ts'

/** Calls to look at, going on and over. */
export interface CallArchive {
  /** Newest first. */
  list(filter: CallFilter): Promise<Page<CallSummary>>
  /** By our id or the carrier's. */
  find(idOrSid: string): Promise<CallRecord | undefined>
}

export interface CallFilter extends PageRequest {
  readonly status?: CallStatus
  /** Only calls of this number, E.164. */
  readonly phoneNumber?: string
}

export interface CallSummary extends Call {
  readonly status: CallStatus
  readonly phase: CallPhase | undefined
  readonly outcome: CallOutcome | undefined
  readonly flags: readonly CallFlag[]
  readonly callerName: string | undefined
  readonly endedAt: Date | undefined
  readonly durationSeconds: number | undefined
  /** The last words of the transcript, for a list. */
  readonly lastWords: string | undefined
}

export interface CallRecord extends CallSummary {
  /** In the order of speaking. */
  readonly messages: readonly CallMessage[]
  readonly entries: readonly JournalEntry[]
}

export interface CallMessage {
  readonly id: string
  readonly role: 'user' | 'assistant' | 'system'
  readonly content: string
  /** When it was said. */
  readonly timestamp: Date
  /** The caller spoke, and the words could not be made out: `content` is empty. */
  readonly isUnheard?: boolean
}
