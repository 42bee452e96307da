import type { CallJournal } from './call-journal.ts'
import type { Call } from './call.ts'
import type { JournalEntry } from './journal-event.ts'

/**
 * Calls in a file of this machine, for as long as the database is away. What it says is kept survives a crash
 * of the process and of the machine.
 * An implementer must keep batches of a call in order, take a batch twice without keeping it twice, and leave
 * out the half of a line that a crash cut off.
 */
export interface LocalJournal {
  /** Resolves when the entries are on the disk. Rejects when they cannot be: a full disk, a lost folder. */
  keep(batch: KeptBatch): Promise<void>
  /** What is kept of a call that the database does not have yet. */
  read(callSid: string): Promise<KeptCall | undefined>
  /** Every call of which something is kept, oldest first. */
  calls(): Promise<readonly KeptCall[]>
  /** The database has everything of this call. */
  forget(callId: string): Promise<void>
}

export interface KeptBatch {
  /** As it is known at this moment: its customer may be missing, its epoch is the one it is written in. */
  readonly call: Call
  /** In order of `seq`; at least one. */
  readonly entries: readonly JournalEntry[]
}

export interface KeptCall {
  readonly call: Call
  readonly entries: readonly JournalEntry[]
}

/** The journal's own obligation, for what replays a local one into it. */
export type ReplayTarget = Pick<CallJournal, 'append'>
