import { describe } from 'vitest'
import { localTasksContract } from '../contracts/local-tasks.contract.ts'
import { createMemoryLocalTasks } from './local-tasks.ts'

describe('kept tasks in memory', () => {
  localTasksContract(() => Promise.resolve(createMemoryLocalTasks()))
})
