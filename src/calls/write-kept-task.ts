import type { CallBook } from './call-book.ts'
import type { KeptTask } from './local-tasks.ts'
import type { TaskBook } from './task-book.ts'

/**
 * Writes a task that was kept while the task book was away. The caller was told that it is written down, so it
 * is written under whatever epoch the call has now: its meaning makes it single.
 * @returns whether the task book has it.
 */
export async function writeKeptTask(
  { calls, tasks }: { calls: Pick<CallBook, 'open'>; tasks: Pick<TaskBook, 'add'> },
  { call: keptCall, task }: KeptTask,
): Promise<boolean> {
  const { customerId: _, epoch: _then, ...newCall } = keptCall
  const { call } = await calls.open(newCall)
  const { added } = await tasks.add({ ...task, callId: call.id, epoch: call.epoch })
  return added
}
