import type { Call } from './call.ts'
import type { JournalEntry } from './journal-event.ts'

/**
 * Calls in files of this machine, for as long as the database is away. What it says is kept survives a crash
 * of the process and of the machine.
 * An implementer must keep the batches of a call in order, take a batch twice without keeping it twice, and
 * leave out the half of a line that a crash cut off.
 */
export interface LocalJournal {
  /** Resolves when the entries are on the disk. Rejects when they cannot be: a full disk, a lost folder. */
  keep(batch: KeptBatch): Promise<void>
  /** What is kept of a call that the database does not have yet. */
  read(callSid: string): Promise<KeptCall | undefined>
  /**
   * Every call of which something usable is kept, the one that was kept first at the beginning. `isWanted`: of
   * the others nothing is read.
   */
  callSids(isWanted?: (callSid: string) => boolean): Promise<readonly string[]>
  /** The database has every entry up to `throughSeq`. Does nothing when a later one is kept. */
  forget(callSid: string, throughSeq: number): Promise<void>
}

export interface KeptBatch {
  /** As it is known at this moment: its customer may be missing, its epoch is the one it is written in. */
  readonly call: Call
  /** In order of `seq`; at least one. */
  readonly entries: readonly JournalEntry[]
}

export interface KeptCall {
  /** As the last batch knew it. */
  readonly call: Call
  /** The whole call, also what the database had before it went away; in order of `seq`, each once. */
  readonly entries: readonly JournalEntry[]
}
