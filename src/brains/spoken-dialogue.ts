import type { ToolResult } from '../calls/tool.ts'
import type { ToolAnswer, ToolUse } from './dialogue.ts'

/** What a model that listens and speaks is told before it hears anything, in the words of no vendor yet. */
export interface SpokenPrompt {
  /** The same for every call of the agent: a vendor's cache may keep it. */
  readonly instructions: string
  /** What has happened so far, oldest first. */
  readonly history: readonly SpokenStep[]
}

export type SpokenStep =
  /** Said by nobody: what holds, and what happened. */
  | { readonly from: 'house'; readonly words: string }
  | { readonly from: 'caller'; readonly words: string }
  /** As far as the caller heard it. */
  | { readonly from: 'agent'; readonly words: string }
  | { readonly from: 'tool'; readonly use: ToolUse; readonly answer: ToolAnswer }

/** How what happens during a session is put to the model. */
export interface SpeechPhrases {
  /** What the caller gave to know without saying it. */
  read(words: string): string
  result(result: ToolResult): string
  /** What stands for a result that never came. */
  readonly noResult: string
  instruction(words: string): string
  /** To say these words and no others. */
  exactly(words: string): string
}
