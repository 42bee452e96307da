import { z } from 'zod'
import type { Task, TaskBook } from '../calls/task-book.ts'
import {
  CompleteTask,
  Task as TaskSchema,
  TaskPage,
  TaskQuery,
  type Task as TaskReply,
} from '../contract/tasks.ts'
import type { ApiServer } from './api-server.ts'
import { notFound } from './http-error.ts'
import type { SignIn } from './sign-in.ts'
import { withoutUndefined } from './without-undefined.ts'

export interface TaskRouteParts {
  readonly tasks: TaskBook
  readonly signIn: SignIn
  readonly now: () => Date
}

/** `/api/tasks`: what calls have left to do. */
export function registerTasks(server: ApiServer, { tasks, signIn, now }: TaskRouteParts): void {
  const tags = ['tasks']

  server.get(
    '/api/tasks',
    {
      preParsing: signIn.guard,
      schema: {
        tags,
        summary: 'Messages and callbacks, what is due first comes first',
        querystring: TaskQuery,
        response: { 200: TaskPage },
      },
    },
    async ({ query }) => {
      const { items, nextCursor } = await tasks.list(withoutUndefined(query))
      return { items: items.map(presentTask), nextCursor: nextCursor ?? null }
    },
  )

  server.patch(
    '/api/tasks/:id',
    {
      preParsing: signIn.guard,
      schema: {
        tags,
        summary: 'Marks a task as done',
        params: z.object({ id: z.uuid() }),
        body: CompleteTask,
        response: { 200: TaskSchema },
      },
    },
    async ({ params, body }) => {
      const task = await tasks.complete({ id: params.id, result: body.result, at: now() })
      if (!task) throw notFound('task')
      return presentTask(task)
    },
  )
}

function presentTask({ payload, ...task }: Task): TaskReply {
  return {
    id: task.id,
    type: task.type,
    status: task.status,
    scheduledFor: task.scheduledFor.toISOString(),
    phoneNumber: payload.phoneNumber,
    name: payload.name ?? null,
    reason: payload.reason,
    urgency: payload.urgency,
    customerId: task.customerId ?? null,
    callId: task.callId ?? null,
    createdAt: task.createdAt.toISOString(),
    completedAt: task.completedAt?.toISOString() ?? null,
    result: task.result ?? null,
  }
}
