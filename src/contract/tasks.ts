import { z } from 'zod'
import { PageQuery, pageOf } from './paging.ts'

export const TaskStatus = z.enum(['pending', 'completed'])

export const TaskQuery = PageQuery.extend({ status: TaskStatus.optional() })

export const Task = z
  .object({
    id: z.uuid(),
    type: z.enum(['message', 'callback']),
    status: TaskStatus,
    scheduledFor: z.iso.datetime(),
    phoneNumber: z.string(),
    name: z.string().nullable(),
    reason: z.string(),
    urgency: z.enum(['normal', 'urgent']),
    customerId: z.uuid().nullable(),
    callId: z.uuid().nullable(),
    createdAt: z.iso.datetime(),
    completedAt: z.iso.datetime().nullable(),
    result: z.string().nullable(),
  })
  .meta({ id: 'Task' })

export const TaskPage = pageOf(Task).meta({ id: 'TaskPage' })

/** Marks a task as done: `PATCH /api/tasks/:id`. */
export const CompleteTask = z
  .object({
    status: z.literal('completed'),
    result: z.string().max(2000).default(''),
  })
  .meta({ id: 'CompleteTask' })

export type Task = z.infer<typeof Task>
export type TaskPage = z.infer<typeof TaskPage>
