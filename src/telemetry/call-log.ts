import type { CallEvent } from '../calls/call-event.ts'
import type { JournalEntry } from '../calls/journal-event.ts'
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
    case 'recording-changed':
      return logRecording(logger, event)
    case 'entry-recorded':
      return logEntry(logger, event)
    case 'sound-lost': {
      const { callSid, lostMs } = event
      // A bad network loses some many times a second.
      return logger.debug({ callSid, lostMs }, 'Some of the sound of a caller was lost')
    }
    default:
  }
}

function logRecording(
  logger: Logger,
  { callSid, mode, reason }: Extract<CallEvent, { type: 'recording-changed' }>,
) {
  switch (mode) {
    case 'recorded':
      return logger.info({ callSid }, 'A call is written down again')
    case 'kept-locally':
      return logger.warn({ callSid, reason }, 'A call is written to this machine')
    case 'not-recorded':
      return logger.error({ callSid, reason }, 'A call cannot be written down')
    case 'taken-over':
      return logger.error({ callSid, reason }, 'A call is no longer ours to write down')
  }
}

function logCall(logger: Logger, call: Extract<CallEvent, { type: 'call-changed' }>['summary']) {
  const { sid: callSid, outcome, status, durationSeconds, phase } = call
  if (phase === 'ringing') {
    const { channel, direction } = call
    logger.info(
      { callSid, channel },
      direction === 'inbound' ? 'A call came in' : 'A call was placed',
    )
  }
  if (status !== 'active') {
    logger.info({ callSid, status, outcome, durationSeconds }, 'A call ended')
  }
}

/** Only what happened: what was said, who was rung and who rang stays in the record. */
function logEntry(
  logger: Logger,
  { callSid, entry }: Extract<CallEvent, { type: 'entry-recorded' }>,
) {
  switch (entry.kind) {
    case 'turn-measured':
      return logger.info({ callSid, ...entry.payload }, 'A turn was answered')
    case 'flagged': {
      const { flag, turn } = entry.payload
      return logger.warn({ callSid, flag, turn }, 'A call was flagged')
    }
    case 'caller-silent':
      return logger.info({ callSid, ...entry.payload }, 'A caller said nothing')
    case 'caller-unclear': {
      const { turn, confidence } = entry.payload
      return logger.info({ callSid, turn, confidence }, 'A caller was hardly understood')
    }
    default:
      logBrain(logger, { callSid, entry })
      logSpeech(logger, { callSid, entry })
      return logLineOrTransfer(logger, { callSid, entry })
  }
}

function logBrain(logger: Logger, { callSid, entry }: { callSid: string; entry: JournalEntry }) {
  switch (entry.kind) {
    case 'brain-failed':
      return logger.error({ callSid, ...entry.payload }, 'A brain could not answer')
    case 'brain-switched':
      return logger.warn({ callSid, ...entry.payload }, 'Another brain went on with an answer')
    case 'brain-used':
      return logger.info({ callSid, ...entry.payload }, 'A brain was asked')
    default:
  }
}

function logSpeech(logger: Logger, { callSid, entry }: { callSid: string; entry: JournalEntry }) {
  switch (entry.kind) {
    case 'speech-opened':
      return logger.info({ callSid, ...entry.payload }, 'A speech model hears a caller')
    case 'speech-lost':
      return logger.warn({ callSid, ...entry.payload }, 'A speech model hears a caller no more')
    case 'speech-troubled':
      return logger.warn({ callSid, ...entry.payload }, 'A speech model reports trouble')
    case 'channel-changed':
      return logger.warn({ callSid, ...entry.payload }, 'A call goes on on another channel')
    default:
  }
}

function logLineOrTransfer(
  logger: Logger,
  { callSid, entry }: { callSid: string; entry: JournalEntry },
) {
  switch (entry.kind) {
    case 'line-opened':
      return logger.info({ callSid, ...entry.payload }, 'A line was opened')
    case 'line-lost':
      return logger.warn({ callSid, ...entry.payload }, 'A line broke')
    case 'transfer-started':
      return logger.info({ callSid, attempt: entry.payload.attempt }, 'A person is being rung')
    case 'transfer-ended': {
      const { attempt, outcome, talkedSeconds } = entry.payload
      return logger.info({ callSid, attempt, outcome, talkedSeconds }, 'A person was rung')
    }
    default:
  }
}
