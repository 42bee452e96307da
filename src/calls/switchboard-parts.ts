import type { AgentBook } from '../agents/agent-book.ts'
import type { CallToOpen } from '../agents/opening-words.ts'
import type { Agent } from '../agents/agent.ts'
import type { StandingWords } from '../agents/standing-words.ts'
import type { Clock } from '../lib/clock.ts'
import type { Brain } from './brain.ts'
import type { CallBook } from './call-book.ts'
import type { CallEvent } from './call-event.ts'
import type { CallJournal } from './call-journal.ts'
import type { Opening } from './talk.ts'
import type { LocalJournal } from './local-journal.ts'
import type { SpeechBrain } from './speech-brain.ts'
import type { TaskBook } from './task-book.ts'
import type { ToolBoxes } from './use-tool.ts'

/** What it takes to answer calls. */
export interface SwitchboardParts {
  readonly agents: AgentBook
  readonly brain: Brain
  /** Talks with the callers of agents whose channel is `media`; without one they are answered in words. */
  readonly speech: SpeechBrain | undefined
  readonly calls: CallBook
  readonly clock: Clock
  readonly journal: CallJournal
  /** Where calls are kept while the journal is away. */
  readonly local: LocalJournal
  readonly newId: () => string
  readonly openingFor: (call: CallToOpen & { readonly agent: Agent }) => Opening
  readonly publish: (event: CallEvent) => void
  readonly standingWords: StandingWords
  /** For those who wanted a person when none was there. */
  readonly tasks: Pick<TaskBook, 'add'>
  readonly toolBoxes: ToolBoxes
  /** Whether another process of this installation takes calls, now. */
  readonly isAnotherThere: () => Promise<boolean>
}
