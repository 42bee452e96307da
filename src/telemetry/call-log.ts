import type { CallEvent } from '../calls/call-event.ts'
import type { Logger } from '../lib/logger.ts'

/** Turns what happens in calls into log lines. What was said, and by whom, is never among them. */
export function logCallEvent(logger: Logger, event: CallEvent): void {
  switch (event.type) {
    case 'call-changed':
      return logCall(logger, event.summary)
    case 'tool-finished': {
      const { callSid, tool, result } = event
      if (result.ok)
        logger.info({ callSid, tool, receipt: result.receipt.kind }, 'A tool did its work')
      else logger.warn({ callSid, tool, reason: result.reason }, 'A tool refused')
      return
    }
    case 'recording-changed': {
      const { callSid, recorded, reason } = event
      if (recorded) logger.info({ callSid }, 'A call is written down again')
      else logger.error({ callSid, reason }, 'A call cannot be written down')
      return
    }
    case 'entry-recorded':
      return logEntry(logger, event)
    case 'tool-started':
    case 'words-changed':
      return
  }
}

function logCall(logger: Logger, call: Extract<CallEvent, { type: 'call-changed' }>['summary']) {
  const { sid: callSid, outcome, status, durationSeconds, phase } = call
  if (phase === 'ringing') logger.info({ callSid, channel: call.channel }, 'A call came in')
  if (status !== 'active') {
    logger.info({ callSid, status, outcome, durationSeconds }, 'A call ended')
  }
}

function logEntry(
  logger: Logger,
  { callSid, entry }: Extract<CallEvent, { type: 'entry-recorded' }>,
) {
  if (entry.kind === 'turn-measured')
    logger.info({ callSid, ...entry.payload }, 'A turn was answered')
  if (entry.kind === 'brain-failed') {
    logger.error({ callSid, ...entry.payload }, 'A brain could not answer')
  }
  if (entry.kind === 'flagged') {
    const { flag, turn } = entry.payload
    logger.warn({ callSid, flag, turn }, 'A call was flagged')
  }
}
