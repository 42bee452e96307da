import type { Agent } from '../../src/agents/agent.ts'
import type { Call, CallFlag, CallOutcome, CallPhase, CallStatus } from '../../src/calls/call.ts'
import type { CallMessage } from '../../src/calls/call-archive.ts'
import type { Customer } from '../../src/calls/customer-book.ts'
import type { JournalEntry } from '../../src/calls/journal-event.ts'
import type { Task } from '../../src/calls/task-book.ts'
import { UnknownCall } from '../../src/stores/unknown-call.ts'

/** What the fakes of the stores share, as the real ones share a database. */
export interface MemoryRecords {
  readonly calls: MemoryCall[]
  readonly customers: MemoryCustomer[]
  readonly tasks: MemoryTask[]
  readonly agents: Agent[]
}

export interface MemoryCall {
  call: Call
  status: CallStatus
  phase: CallPhase | undefined
  outcome: CallOutcome | undefined
  flags: readonly CallFlag[]
  endedAt: Date | undefined
  durationSeconds: number | undefined
  settledAt: Date | undefined
  /** How long the carrier said that the call took. */
  settledSeconds: number | undefined
  readonly entries: Map<number, JournalEntry>
  readonly messages: MemoryMessage[]
}

export interface MemoryMessage {
  readonly place: {
    readonly speaker: 'caller' | 'agent'
    readonly turn: number
    readonly seq: number
  }
  readonly message: CallMessage
}

export type MemoryCustomer = Omit<Customer, 'calls'>
export type MemoryTask = Task & { readonly effectKey: string }

export function createMemoryRecords(): MemoryRecords {
  return { calls: [], customers: [], tasks: [], agents: [] }
}

/** @throws {UnknownCall} */
export function callIn(records: Pick<MemoryRecords, 'calls'>, callId: string): MemoryCall {
  const found = records.calls.find(({ call }) => call.id === callId)
  if (found === undefined) throw new UnknownCall(callId)
  return found
}

export function isCurrent({ call }: MemoryCall, epoch: number): boolean {
  return call.epoch <= epoch
}

export function newestSeq({ entries }: MemoryCall): number {
  return Math.max(0, ...entries.keys())
}

/** What is kept is what was written: no change of the original reaches it. */
export function kept<T>(value: T): T {
  return structuredClone(value)
}
