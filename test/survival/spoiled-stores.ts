import { randomUUID } from 'node:crypto'
import type { Stores } from '../../src/stores/stores.ts'

/**
 * Guards that can be switched off, one at a time, to see that the proof notices.
 * `one-effect`: the same wish twice becomes two tasks. `journal`: what is called durable is not.
 */
export type SpoiledGuard = 'one-effect' | 'journal'

export function spoiledStores(stores: Stores, guard: SpoiledGuard | undefined): Stores {
  switch (guard) {
    case undefined:
      return stores
    case 'one-effect':
      return { ...stores, tasks: { ...stores.tasks, add: (task) => addAgain(stores, task) } }
    case 'journal':
      return { ...stores, journal: { ...stores.journal, append: (batch) => lie(stores, batch) } }
  }
}

function addAgain({ tasks }: Stores, task: Parameters<Stores['tasks']['add']>[0]) {
  return tasks.add({ ...task, effectKey: randomUUID() })
}

/** Says that it is written, and writes nothing of what callers say. */
async function lie({ journal }: Stores, batch: Parameters<Stores['journal']['append']>[0]) {
  const entries = batch.entries.filter(({ kind }) => kind !== 'caller-said')
  return entries.length === 0 ? 'written' : journal.append({ ...batch, entries })
}
