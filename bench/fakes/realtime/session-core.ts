import type { Conversation } from './conversation.ts'
import type { ModelClock } from './model-clock.ts'
import type { ServerEvent } from './server-events.ts'
import type { SessionSettings } from './session-settings.ts'

/** What the parts of a session have in common. */
export interface SessionCore {
  /** Which session of the server, from 0 on. */
  readonly index: number
  readonly clock: ModelClock
  readonly conversation: Conversation
  settings(): SessionSettings
  send(event: ServerEvent): void
  /** A name that nothing else of this server has, such as `item_3`. */
  newName(kind: string): string
}
