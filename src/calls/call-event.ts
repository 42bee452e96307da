import type { CallSummary } from './call-archive.ts'
import type { JournalEntry, RecordingMode } from './journal-event.ts'
import type { ToolResult } from './tool.ts'
import type { CallerTurn } from './transcript.ts'

/** What a call tells those who watch it: the dashboard, the log, the counters. */
export type CallEvent =
  /** The call began, does something else, or ended. */
  | { readonly type: 'call-changed'; readonly summary: CallSummary }
  /** A line of the transcript as of now; the agent's grows while it is being heard. */
  | {
      readonly type: 'words-changed'
      readonly callSid: string
      readonly line: SpokenLine
      readonly final: boolean
    }
  | { readonly type: 'tool-started'; readonly callSid: string; readonly tool: string }
  | {
      readonly type: 'tool-finished'
      readonly callSid: string
      readonly tool: string
      readonly result: ToolResult
    }
  /** The caller fell in, and the agent's words were cut. */
  | { readonly type: 'agent-interrupted'; readonly callSid: string; readonly turn: number }
  /** The network lost some of the caller's sound. */
  | { readonly type: 'sound-lost'; readonly callSid: string; readonly lostMs: number }
  | { readonly type: 'entry-recorded'; readonly callSid: string; readonly entry: JournalEntry }
  /** Where what is said is written down, seen from one call; `taken-over`: by another process. */
  | {
      readonly type: 'recording-changed'
      readonly callSid: string
      readonly mode: RecordingMode | 'taken-over'
      readonly reason: string
    }

export interface SpokenLine {
  readonly turn: number
  readonly speaker: 'caller' | 'agent'
  readonly text: string
  /** What the agent meant to say, once that is known. */
  readonly planned: string | undefined
  readonly interrupted: boolean
  /** The caller spoke, and the words could not be made out: `text` is empty. */
  readonly isUnheard?: boolean
  readonly at: Date
}

export function lineOfCaller({ turn, text, isUnheard, at }: CallerTurn): SpokenLine {
  return {
    turn,
    speaker: 'caller',
    text,
    planned: undefined,
    interrupted: false,
    ...(isUnheard && { isUnheard }),
    at,
  }
}
