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
  transferring: 'Putting through',
  reconnecting: 'Reconnecting',
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
  transferred: 'Put through',
  'do-not-call': 'Does not want calls',
  'callback-scheduled': 'Callback promised',
  'message-taken': 'Message taken',
  'details-saved': 'Details saved',
  talked: 'Talked',
  'no-conversation': 'No conversation',
}

export const flagWords: Record<CallFlag, FlagWords> = {
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
  'heard-in-doubt': {
    short: 'Heard in doubt',
    title: 'How much the caller heard is a guess',
    text: 'The caller spoke sooner than the agent’s words can have been played. Some of what stands here may not have been heard.',
  },
  'fallback-used': {
    short: 'Fallback used',
    title: 'The carrier had to use its fallback address',
    text: 'An answer of this server failed or came too late. See the page Connection, and the log of that time.',
  },
}

/** How the caller and the agent reach each other. */
export const channelWords: Record<CallChannel, ChannelWords> = {
  media: { name: 'Speech', text: 'A speech model listens and speaks by itself.' },
  relay: { name: 'Text', text: 'The carrier writes down and reads out what is said.' },
  gather: { name: 'Turn by turn', text: 'The carrier asks for one answer after the other.' },
}

/** "take-message" as "Take message". */
export function toolWords(tool: string): string {
  const words = speltName(tool)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

interface FlagWords {
  readonly short: string
  readonly title: string
  readonly text: string
}

interface ChannelWords {
  readonly name: string
  /** What it means. */
  readonly text: string
}

type CallChannel = CallSummary['channel']
type CallOutcome = NonNullable<CallSummary['outcome']>
type CallFlag = CallSummary['flags'][number]
