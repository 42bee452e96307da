import type { CallJournal, JournalBatch } from '../../src/calls/call-journal.ts'
import { saidAt, type JournalEntry } from '../../src/calls/journal-event.ts'
import { JournalContradiction } from '../../src/stores/postgres-call-journal.ts'
import { storableJson } from '../../src/stores/storable.ts'
import {
  callIn,
  isCurrent,
  kept,
  newestSeq,
  type MemoryCall,
  type MemoryRecords,
} from './memory-records.ts'

/** The journal without a database. */
export function createMemoryCallJournal(records: MemoryRecords): CallJournal {
  return {
    async append(batch) {
      const call = callIn(records, batch.callId)
      if (!isCurrent(call, batch.epoch)) return 'taken-over'
      refuseContradiction(call, batch)
      const newest = newestSeq(call)
      const added = batch.entries.filter(({ seq }) => !call.entries.has(seq)).map(storable)
      for (const entry of added) add(call, entry)
      if (call.status !== 'active') call.phase = undefined
      else if (newestSeq(call) > newest) call.phase = batch.phase
      return 'written'
    },
    read: async (callId) => {
      const call = records.calls.find((known) => known.call.id === callId)
      return call === undefined ? [] : entriesOf(call)
    },
  }
}

export function entriesOf(call: MemoryCall): JournalEntry[] {
  const entries = [...call.entries.values()].toSorted((one, other) => one.seq - other.seq)
  const { settledAt, status, outcome, durationSeconds = 0 } = call
  const isOver = settledAt === undefined || entries.some(({ kind }) => kind === 'ended')
  if (isOver || status === 'active' || outcome === undefined) return entries
  return [
    ...entries,
    {
      seq: newestSeq(call) + 1,
      at: call.endedAt ?? settledAt,
      kind: 'ended',
      payload: { status, endedBy: 'carrier', outcome, durationSeconds },
    },
  ]
}

function refuseContradiction(call: MemoryCall, { entries }: JournalBatch): void {
  for (const entry of entries) {
    const present = call.entries.get(entry.seq)
    const same = JSON.stringify(present?.payload) === JSON.stringify(storable(entry).payload)
    if (present !== undefined && !(same && present.kind === entry.kind)) {
      throw new JournalContradiction(
        `Entry ${entry.seq} of call ${call.call.id} says something else`,
      )
    }
  }
}

function storable(entry: JournalEntry): JournalEntry {
  const payload: unknown = JSON.parse(storableJson(entry.payload))
  // The same kind with the same payload, but for characters that no store keeps.
  return kept({ ...entry, payload }) as JournalEntry
}

function add(call: MemoryCall, entry: JournalEntry): void {
  call.entries.set(entry.seq, entry)
  switch (entry.kind) {
    case 'caller-said':
    case 'agent-heard':
      addMessage(call, entry)
      break
    case 'flagged':
      call.flags = [...new Set([...call.flags, entry.payload.flag])]
      break
    case 'ended':
      end(call, entry)
      break
    default:
  }
}

function addMessage(
  call: MemoryCall,
  entry: JournalEntry & { kind: 'caller-said' | 'agent-heard' },
): void {
  const { seq, kind, payload } = entry
  const isUnheard = 'isUnheard' in payload && payload.isUnheard
  if (payload.text === '' && !isUnheard) return
  const { text: content, turn } = payload
  const speaker = kind === 'caller-said' ? 'caller' : 'agent'
  const role = kind === 'caller-said' ? 'user' : 'assistant'
  const timestamp = saidAt(entry)
  const gap = call.messages.findIndex(
    (one) => speaker === 'caller' && one.message.isUnheard && one.place.turn === turn,
  )
  if (gap !== -1) call.messages.splice(gap, 1)
  const message = { id: crypto.randomUUID(), role, content, timestamp } as const
  call.messages.push({
    place: { speaker, turn, seq },
    message: isUnheard ? { ...message, isUnheard } : message,
  })
}

function end(call: MemoryCall, { at, payload }: JournalEntry & { kind: 'ended' }): void {
  if (call.status === 'active') call.status = payload.status
  call.endedAt ??= at
  call.outcome = payload.outcome
  call.durationSeconds = call.settledSeconds ?? Math.round(payload.durationSeconds)
}
