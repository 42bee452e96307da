import type { CallEvent } from '../calls/call-event.ts'
import type { JournalEvent } from '../calls/journal-event.ts'
import type { LiveEvent } from '../contract/live.ts'
import { presentEntry, presentLine, presentSummary } from './present-call.ts'

/** What a dashboard is told of an event in a call; `undefined` where it has no use for it. */
export function liveEventOf(event: CallEvent): LiveEvent | undefined {
  switch (event.type) {
    case 'call-changed': {
      const call = presentSummary(event.summary)
      return { type: 'status_update', callSid: call.callSid, call }
    }
    case 'words-changed': {
      const { callSid, final } = event
      return { type: 'transcript', callSid, line: presentLine(event.line), final }
    }
    case 'tool-started':
      return {
        type: 'tool',
        callSid: event.callSid,
        tool: event.tool,
        state: 'running',
        summary: '',
      }
    case 'tool-finished':
      return toolFinished(event)
    case 'recording-changed':
      return recordingNotice(event)
    case 'entry-recorded':
      return incident(event)
    case 'agent-interrupted':
    case 'sound-lost':
      return undefined
  }
}

const incidents: ReadonlySet<string> = new Set<JournalEvent['kind']>([
  'brain-switched',
  'channel-changed',
  'speech-lost',
  'speech-opened',
  'speech-troubled',
  'line-lost',
  'line-opened',
  'taken-up',
  'handed-on',
  'mode-changed',
])

function incident({
  callSid,
  entry,
}: Extract<CallEvent, { type: 'entry-recorded' }>): LiveEvent | undefined {
  if (!incidents.has(entry.kind)) return undefined
  return { type: 'incident', callSid, event: presentEntry(entry) }
}

function toolFinished({
  callSid,
  tool,
  result,
}: Extract<CallEvent, { type: 'tool-finished' }>): LiveEvent {
  const told = { type: 'tool', callSid, tool } as const
  if (result.ok) return { ...told, state: 'done', summary: result.receipt.summary }
  const state = result.reason === 'unconfirmed' ? 'asked' : 'refused'
  return { ...told, state, summary: result.detail }
}

function recordingNotice({
  mode,
}: Extract<CallEvent, { type: 'recording-changed' }>): LiveEvent | undefined {
  switch (mode) {
    case 'recorded':
      return notice('info', 'Calls are being written down again.')
    case 'kept-locally':
      return notice(
        'warning',
        'The database is away. Calls go on, and are written to this machine until it is back.',
      )
    case 'not-recorded':
      return notice(
        'warning',
        'At the moment nothing that callers say can be written down. Calls go on.',
      )
    case 'taken-over':
      return undefined
  }
}

function notice(tone: 'info' | 'warning', message: string): LiveEvent {
  return { type: 'notice', tone, message }
}
