import { createSteppedClock } from '../../carrier/stepped-clock.ts'
import type { AppOverrides } from '../../src/app.ts'
import type { LocalJournal } from '../../src/calls/local-journal.ts'
import { createOutstandingWork } from '../../src/lib/outstanding-work.ts'
import type { Stores } from '../../src/stores/stores.ts'
import { watchedStores } from '../../src/stores/watched-stores.ts'

/**
 * One clock for an office and its carrier: what takes a minute takes no time, and what the server's records
 * take is no time that passes for a caller.
 */
export function oneClock(
  more: Pick<AppOverrides, 'stores'> = {},
  /** Business hours from New York to Hawaii. */
  startAt = new Date('2026-01-05T20:00:00Z'),
) {
  const clock = createSteppedClock({ startAt })
  const work = createOutstandingWork()
  clock.settleWith(() => work.settled())
  return {
    clock,
    stores: (stores: Stores) => watchedStores(more.stores?.(stores) ?? stores, work),
    localJournal: (local: LocalJournal) => work.watched(local),
  }
}
