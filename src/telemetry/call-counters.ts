import type { CallSummary } from '../calls/call-archive.ts'
import type { CallEvent } from '../calls/call-event.ts'
import type { JournalEntry } from '../calls/journal-event.ts'
import type { Counters } from './counters.ts'

/** Counts what happens in calls. A name holds words of ours only, never those of a caller. */
export function countCallEvent(counters: Counters, event: CallEvent): void {
  for (const name of namesOf(event)) counters.add(name)
  if (event.type === 'sound-lost') counters.add('sound-lost-ms', Math.round(event.lostMs))
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
    case 'agent-interrupted':
    case 'sound-lost':
      return [event.type]
    default:
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

const byKind: ReadonlySet<JournalEntry['kind']> = new Set<JournalEntry['kind']>([
  'line-lost',
  'caller-silent',
  'caller-unclear',
  'brain-failed',
  'speech-troubled',
  'transfer-started',
])

function nameOfEntry(entry: JournalEntry): readonly string[] {
  switch (entry.kind) {
    case 'line-opened':
      return [`lines-opened-${entry.payload.channel}`]
    case 'flagged':
      return [`flags-${entry.payload.flag}`]
    case 'brain-switched':
      return [`brains-switched-${entry.payload.reason}`]
    case 'brain-used':
      return [`brains-asked-${entry.payload.brain}`]
    case 'transfer-ended':
      return [`transfers-${entry.payload.outcome}`]
    default:
      return byKind.has(entry.kind) ? [entry.kind] : nameOfSpeech(entry)
  }
}

function nameOfSpeech(entry: JournalEntry): readonly string[] {
  switch (entry.kind) {
    case 'speech-opened':
      return [`speech-opened-${entry.payload.why}`]
    case 'speech-lost':
      return [`speech-lost-${entry.payload.reason}`]
    case 'channel-changed':
      return [`channels-changed-to-${entry.payload.to}`]
    case 'consent-answered':
      return [entry.payload.given ? 'consents-given' : 'consents-refused']
    default:
      return []
  }
}
