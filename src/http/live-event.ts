import type { CallEvent } from '../calls/call-event.ts'
import type { LiveEvent } from '../contract/live.ts'
import { presentLine, presentSummary } from './present-call.ts'

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
      return undefined
  }
}

function toolFinished({
  callSid,
  tool,
  result,
}: Extract<CallEvent, { type: 'tool-finished' }>): LiveEvent {
  return result.ok
    ? { type: 'tool', callSid, tool, state: 'done', summary: result.receipt.summary }
    : { type: 'tool', callSid, tool, state: 'refused', summary: result.detail }
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
