import type { KeptTask, LocalTasks } from '../../src/calls/local-tasks.ts'
import { kept as copied } from './memory-records.ts'

/** Kept tasks without a disk. */
export function createMemoryLocalTasks(): LocalTasks {
  const tasks = new Map<string, KeptTask>()
  return {
    async keep(kept) {
      tasks.set(kept.task.effectKey, copied(kept))
    },
    all: async () => [...tasks.values()],
    async forget(effectKey) {
      tasks.delete(effectKey)
    },
  }
}
