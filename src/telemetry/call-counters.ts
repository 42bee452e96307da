import type { CallSummary } from '../calls/call-archive.ts'
import type { CallEvent } from '../calls/call-event.ts'
import type { JournalEntry } from '../calls/journal-event.ts'
import type { Counters } from './counters.ts'

/** Counts what happens in calls. A name holds words of ours only, never those of a caller. */
export function countCallEvent(counters: Counters, event: CallEvent): void {
  for (const name of namesOf(event)) counters.add(name)
}

function namesOf(event: CallEvent): readonly string[] {
  switch (event.type) {
    case 'call-changed':
      return namesOfCall(event.summary)
    case 'tool-finished': {
      const { result, tool } = event
      return [result.ok ? `tools-done-${tool}` : `tools-refused-${result.reason}`]
    }
    case 'recording-changed':
      return nameOfRecording[event.mode]
    case 'entry-recorded':
      return nameOfEntry(event.entry)
    case 'tool-started':
    case 'words-changed':
      return []
  }
}

const nameOfRecording = {
  recorded: [],
  'kept-locally': ['recordings-kept-locally'],
  'not-recorded': ['recordings-lost'],
  'taken-over': ['recordings-taken-over'],
} as const

function namesOfCall({ direction, outcome, phase, status }: CallSummary): readonly string[] {
  if (phase === 'ringing') return [`calls-${direction}`]
  if (status === 'active') return []
  return [`calls-ended-${status}`, ...(outcome === undefined ? [] : [`outcome-${outcome}`])]
}

function nameOfEntry(entry: JournalEntry): readonly string[] {
  switch (entry.kind) {
    case 'line-opened':
      return [`lines-opened-${entry.payload.channel}`]
    case 'flagged':
      return [`flags-${entry.payload.flag}`]
    case 'transfer-ended':
      return [`transfers-${entry.payload.outcome}`]
    case 'line-lost':
    case 'caller-silent':
    case 'caller-unclear':
    case 'brain-failed':
    case 'transfer-started':
      return [entry.kind]
    default:
      return []
  }
}
