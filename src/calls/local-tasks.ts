import type { Call } from './call.ts'
import type { NewTask } from './task-book.ts'

/**
 * Tasks on the disk of this machine, for as long as the task book is away.
 * An implementer must survive a crash at any moment with what it said is kept.
 */
export interface LocalTasks {
  /** Once for its `effectKey`: the same key again changes nothing. Rejects when it cannot be kept. */
  keep(kept: KeptTask): Promise<void>
  /** All that are kept, in no order. */
  all(): Promise<readonly KeptTask[]>
  /** The task book has it. */
  forget(effectKey: string): Promise<void>
}

export interface KeptTask {
  /** So that the call can be opened first, where the records do not know it. */
  readonly call: Call
  readonly task: NewTask
}
