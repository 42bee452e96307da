import type { Agent } from '../agents/agent.ts'
import type { AgentBook } from '../agents/agent-book.ts'
import type { Clock } from '../lib/clock.ts'
import type { Brain } from './brain.ts'
import type { CallBook } from './call-book.ts'
import type { CallEvent } from './call-event.ts'
import type { CallJournal } from './call-journal.ts'
import type { Opening } from './conversation.ts'
import type { ToolBoxes } from './use-tool.ts'

/** What it takes to answer calls. */
export interface SwitchboardParts {
  readonly agents: AgentBook
  readonly brain: Brain
  readonly calls: CallBook
  readonly clock: Clock
  readonly journal: CallJournal
  readonly newId: () => string
  readonly openingFor: (agent: Agent) => Opening
  readonly publish: (event: CallEvent) => void
  readonly toolBoxes: ToolBoxes
  readonly wordsWhenLost: string
}
