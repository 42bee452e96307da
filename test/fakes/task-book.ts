import type { TaskBook } from '../../src/calls/task-book.ts'
import { instantText, memoryPage } from './memory-page.ts'
import { callIn, isCurrent, type MemoryRecords, type MemoryTask } from './memory-records.ts'

/** The tasks without a database. */
export function createMemoryTaskBook(records: MemoryRecords): TaskBook {
  return {
    async add({ callId, epoch, effectKey, type, scheduledFor, payload }) {
      const known = callIn(records, callId)
      if (!isCurrent(known, epoch)) return { added: false, reason: 'taken-over' }
      const present = records.tasks.find((task) => task.effectKey === effectKey)
      if (present) return { added: true, task: present, isNew: false }
      const byNumber = records.customers.find(
        ({ phoneNumber }) => phoneNumber === payload.phoneNumber,
      )
      const task: MemoryTask = {
        id: crypto.randomUUID(),
        type,
        status: 'pending',
        scheduledFor,
        payload,
        customerId: known.call.customerId ?? byNumber?.id,
        callId,
        createdAt: new Date(),
        completedAt: undefined,
        result: undefined,
        effectKey,
      }
      records.tasks.push(task)
      return { added: true, task, isNew: true }
    },
    async list({ status, ...page }) {
      const found = records.tasks
        .filter((task) => status === undefined || task.status === status)
        .toSorted(nextFirst)
      return memoryPage(found, { ...page, placeOf })
    },
    async complete({ id, result, at }) {
      const place = records.tasks.findIndex((task) => task.id === id)
      const task = records.tasks[place]
      if (task === undefined || task.status === 'completed') return task
      const done: MemoryTask = { ...task, status: 'completed', result, completedAt: at }
      records.tasks.splice(place, 1, done)
      return done
    },
  }
}

function rankOf({ status }: MemoryTask): number {
  return status === 'pending' ? 0 : 1
}

function placeOf(task: MemoryTask) {
  return { instant: instantText(task.scheduledFor), id: task.id, rank: rankOf(task) }
}

function nextFirst(one: MemoryTask, other: MemoryTask): number {
  return (
    rankOf(one) - rankOf(other) ||
    one.scheduledFor.getTime() - other.scheduledFor.getTime() ||
    one.id.localeCompare(other.id)
  )
}
