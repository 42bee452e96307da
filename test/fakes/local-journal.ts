import type { KeptBatch, LocalJournal } from '../../src/calls/local-journal.ts'
import { kept as copied } from './memory-records.ts'

/** The local journal without a disk, whose disk can be full. */
export interface MemoryLocalJournal extends LocalJournal {
  /** Whether nothing can be kept at the moment. */
  isFull: boolean
}

export function createMemoryLocalJournal(): MemoryLocalJournal {
  const calls = new Map<string, readonly KeptBatch[]>()
  const entriesOf = (callSid: string) => {
    const entries = (calls.get(callSid) ?? []).flatMap((batch) => batch.entries)
    const bySeq = new Map(entries.map((entry) => [entry.seq, entry]))
    return [...bySeq.values()].toSorted((one, other) => one.seq - other.seq)
  }
  return {
    isFull: false,
    async keep(batch) {
      if (this.isFull) throw Object.assign(new Error('No space left on device'), { code: 'ENOSPC' })
      calls.set(batch.call.sid, [...(calls.get(batch.call.sid) ?? []), copied(batch)])
    },
    async read(callSid) {
      const last = calls.get(callSid)?.at(-1)
      return last && { call: last.call, entries: entriesOf(callSid) }
    },
    callSids: async (isWanted = () => true) =>
      [...calls.keys()]
        .filter((callSid) => isWanted(callSid))
        .toSorted((one, other) => firstAt(entriesOf(one)[0]) - firstAt(entriesOf(other)[0])),
    async forget(callSid, throughSeq) {
      if (entriesOf(callSid).every(({ seq }) => seq <= throughSeq)) calls.delete(callSid)
    },
  }
}

function firstAt(entry: { at: Date } | undefined): number {
  return entry?.at.getTime() ?? 0
}
