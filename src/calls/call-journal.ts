import type { CallPhase } from './call.ts'
import type { JournalEntry } from './journal-event.ts'

/**
 * The truth about calls: an append-only list of events a call, and the projections made of it.
 * An implementer must write a batch whole or not at all, in one statement; answer `written` again for
 * entries that are there already (a retry after an answer that was lost); refuse a batch whose epoch is
 * older than the call's; and throw when it cannot tell.
 */
export interface CallJournal {
  append(batch: JournalBatch): Promise<'written' | 'taken-over'>
  /** Every entry of a call in order; empty for a call it does not know. */
  read(callId: string): Promise<readonly JournalEntry[]>
}

export interface JournalBatch {
  readonly callId: string
  readonly epoch: number
  /** In order of `seq`; at least one. */
  readonly entries: readonly JournalEntry[]
  /** What the agent is doing as of the last entry; `undefined` once the call has ended. */
  readonly phase: CallPhase | undefined
}
