import type { OutstandingWork } from '../lib/outstanding-work.ts'
import type { Stores } from './stores.ts'

/**
 * The same stores, of which it is known when everything that is written during calls has been written: on a
 * clock that is moved by hand, the records take no time that passes for a caller.
 */
export function watchedStores(stores: Stores, { watched }: OutstandingWork): Stores {
  const { calls, customers, doNotCall, journal, tasks } = stores
  return {
    ...stores,
    calls: watched(calls),
    customers: watched(customers),
    doNotCall: watched(doNotCall),
    journal: watched(journal),
    tasks: watched(tasks),
  }
}
