import type { Clock } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import { AppError, errorCode } from '../lib/errors.ts'
import type { Call } from './call.ts'
import type { LocalTasks } from './local-tasks.ts'
import type { AddedTask, NewTask, Task, TaskBook } from './task-book.ts'

export interface KeepingTaskBookParts {
  readonly tasks: TaskBook
  readonly local: LocalTasks
  /** A call that goes on here. */
  readonly callOf: (callId: string) => Call | undefined
  readonly clock: Clock
}

/** The caller waits for it. */
const addedWithinMs = 1_500

/** What stands in place of a task's id until it has one. */
export const keptReference = 'kept-on-this-machine'

/**
 * A task book that takes tasks also while the one behind it is away: they are kept on this machine, and written
 * when it is back, once for their meaning. So nobody's message is lost, and none is claimed that is.
 */
export function createKeepingTaskBook(parts: KeepingTaskBookParts): TaskBook {
  const { callOf, clock, local, tasks } = parts
  return {
    list: (filter) => tasks.list(filter),
    complete: (done) => tasks.complete(done),
    async add(task) {
      const limit = { deadlineMs: addedWithinMs, what: 'Writing a task down', clock }
      try {
        return await withDeadline(tasks.add(task), limit)
      } catch (error) {
        if (!isAway(error)) throw error
        const call = callOf(task.callId) ?? (await keptBefore(local, task))
        if (!call) throw error
        await withDeadline(local.keep({ call, task }), limit)
        return kept(task, { call, now: clock.now() })
      }
    },
  }
}

/** A call that is being taken up finishes what it was doing, and that may be kept already. */
async function keptBefore(local: LocalTasks, { effectKey }: NewTask): Promise<Call | undefined> {
  const tasks = await local.all()
  return tasks.find(({ task }) => task.effectKey === effectKey)?.call
}

/** No room, going down, a disk that fails, read only: PostgreSQL's words for not now. */
const notNow = /^(?:53...|57P..|58...|25006)$/

/** A call that the book does not know was answered while it was away, and comes into it in a moment. */
function isAway(error: unknown): boolean {
  if (error instanceof AppError) return error.retryable || error.code === 'unknown-call'
  return notNow.test(errorCode(error) ?? '')
}

function kept(task: NewTask, { call, now }: { call: Call; now: Date }): AddedTask {
  const { callId, payload, scheduledFor, type } = task
  const pending: Task = {
    id: keptReference,
    type,
    status: 'pending',
    scheduledFor,
    payload,
    customerId: call.customerId,
    callId,
    createdAt: now,
    completedAt: undefined,
    result: undefined,
  }
  return { added: true, task: pending, isNew: true }
}
