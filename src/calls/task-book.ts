import type { Page, PageRequest } from './customer-book.ts'

/** Work that a call left behind: messages to read, callbacks to make. */
export interface TaskBook {
  /**
   * Writes a task down once for its `effectKey`: the same key again returns the task that is there.
   * Refused as `taken-over` when `epoch` is no longer the call's.
   */
  add(task: NewTask): Promise<AddedTask>
  /** By status and due time, soonest first. */
  list(filter: PageRequest & { readonly status?: TaskStatus }): Promise<Page<Task>>
  /** Marks a task as done by a person. Doing it twice is no error. */
  complete(task: { id: string; result: string; at: Date }): Promise<Task | undefined>
}

export type TaskType = 'message' | 'callback'
export type TaskStatus = 'pending' | 'completed'
export type TaskUrgency = 'normal' | 'urgent'

export interface NewTask {
  readonly callId: string
  readonly epoch: number
  readonly effectKey: string
  readonly type: TaskType
  readonly scheduledFor: Date
  readonly payload: TaskPayload
}

export interface TaskPayload {
  /** E.164, or what the caller said when it is no such number. */
  readonly phoneNumber: string
  readonly name: string | undefined
  readonly reason: string
  readonly urgency: TaskUrgency
}

export interface Task {
  readonly id: string
  readonly type: TaskType
  readonly status: TaskStatus
  readonly scheduledFor: Date
  readonly payload: TaskPayload
  readonly customerId: string | undefined
  readonly callId: string | undefined
  readonly createdAt: Date
  readonly completedAt: Date | undefined
  readonly result: string | undefined
}

export type AddedTask =
  | { readonly added: true; readonly task: Task; readonly isNew: boolean }
  | { readonly added: false; readonly reason: 'taken-over' }
