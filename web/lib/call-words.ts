import type { CallPhase, CallStatus, CallSummary } from '../../src/contract/index.ts'
import { speltName } from './spelt-name.ts'

/** How the parts of a call are called for people, in one place. */
export const phaseWords: Record<CallPhase, string> = {
  ringing: 'Ringing',
  listening: 'Listening',
  thinking: 'Thinking',
  'using-tool': 'Using a tool',
  speaking: 'Speaking',
  ending: 'Ending the call',
}

export const statusWords: Record<CallStatus, string> = {
  active: 'In progress',
  completed: 'Completed',
  failed: 'Failed',
  busy: 'Busy',
  'no-answer': 'No answer',
  canceled: 'Cancelled',
}

export const outcomeWords: Record<CallOutcome, string> = {
  emergency: 'Emergency',
  'callback-scheduled': 'Callback promised',
  'message-taken': 'Message taken',
  'details-saved': 'Details saved',
  talked: 'Talked',
  'no-conversation': 'No conversation',
}

export const flagWords: Record<CallFlag, { short: string; title: string; text: string }> = {
  'claim-without-receipt': {
    short: 'Check a promise',
    title: 'The agent claimed something that no receipt proves',
    text: 'It said that something was done, but no tool did it. Read the transcript, and do it or call back.',
  },
  'not-recorded': {
    short: 'Not written down',
    title: 'Parts of this call could not be written down',
    text: 'The call went on, but the disk or the database could not be written to. What you see here may be incomplete.',
  },
}

/** "take-message" as "Take message". */
export function toolWords(tool: string): string {
  const words = speltName(tool)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

type CallOutcome = NonNullable<CallSummary['outcome']>
type CallFlag = CallSummary['flags'][number]
