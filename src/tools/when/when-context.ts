import type { Temporal } from 'temporal-polyfill'
import type { Business } from '../../agents/agent.ts'
import type { WhenWords } from './when-words.ts'

/** What the readings of a time are weighed against. */
export interface WhenContext {
  readonly business: Pick<Business, 'hours' | 'timeZone'>
  readonly now: Temporal.ZonedDateTime
  readonly words: WhenWords
}
