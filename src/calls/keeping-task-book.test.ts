import { describe, expect, it } from 'vitest'
import { keptMessage } from '../../test/contracts/local-tasks.contract.ts'
import { taskBookContract } from '../../test/contracts/task-book.contract.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { createMemoryLocalTasks } from '../../test/fakes/local-tasks.ts'
import { createMemoryStores } from '../../test/fakes/memory-stores.ts'
import { DatabaseUnavailable } from '../database/database-unavailable.ts'
import { UnknownCall } from '../stores/unknown-call.ts'
import { createKeepingTaskBook, keptReference } from './keeping-task-book.ts'
import type { AddedTask, TaskBook } from './task-book.ts'

const { call, task } = keptMessage()

function bookThat(add: TaskBook['add'], knows = true) {
  const local = createMemoryLocalTasks()
  const clock = createManualClock()
  const tasks: TaskBook = {
    add,
    list: async () => ({ items: [], nextCursor: undefined }),
    complete: async () => undefined,
  }
  const book = createKeepingTaskBook({
    tasks,
    local,
    callOf: (callId) => (knows && callId === call.id ? call : undefined),
    clock,
  })
  return { book, clock, local }
}

describe('the keeping task book', () => {
  taskBookContract(async () => {
    const stores = createMemoryStores()
    const local = createMemoryLocalTasks()
    const callOf = () => undefined
    const parts = { tasks: stores.tasks, local, callOf, clock: createManualClock() }
    return { ...stores, tasks: createKeepingTaskBook(parts) }
  })
})

describe('a message that a caller leaves', () => {
  it('is in the task book while that can be written', async () => {
    const takenOver: AddedTask = { added: false, reason: 'taken-over' }
    const { book, local } = bookThat(async () => takenOver)
    expect(await book.add(task)).toBe(takenOver)
    expect(await local.all()).toEqual([])
  })

  it.each([
    ['the database is away', new DatabaseUnavailable('away')],
    ['its disk is full', Object.assign(new Error('No space left'), { code: '53100' })],
    ['it does not know the call yet', new UnknownCall(call.id)],
  ])('is taken, and kept on this machine, when %s', async (_, error) => {
    const { book, local } = bookThat(() => Promise.reject(error))
    expect(await book.add(task)).toMatchObject({
      added: true,
      task: { id: keptReference, payload: task.payload, callId: call.id },
    })
    expect(await local.all()).toEqual([{ call, task }])
  })

  it('is not waited for', async () => {
    const { book, clock } = bookThat(() => new Promise(() => undefined))
    const added = book.add(task)
    clock.advance(1_500)
    expect(await added).toMatchObject({ added: true, task: { id: keptReference } })
  })

  it('is taken when it is kept already, by a process that was killed before it could say so', async () => {
    const { book, local } = bookThat(() => Promise.reject(new DatabaseUnavailable('away')), false)
    await local.keep({ call, task })
    expect(await book.add(task)).toMatchObject({ added: true, task: { id: keptReference } })
    expect(await local.all()).toHaveLength(1)
  })

  it('is not claimed when it can be kept nowhere, or could never be written', async () => {
    const away = () => Promise.reject(new DatabaseUnavailable('away'))
    const { book, local } = bookThat(away)
    Object.assign(local, { keep: () => Promise.reject(new Error('No space left on device')) })
    await expect(book.add(task)).rejects.toThrow('No space left')
    await expect(bookThat(away, false).book.add(task)).rejects.toThrow('away')
    const wrong = Object.assign(new Error('No such time'), { code: '22007' })
    await expect(bookThat(() => Promise.reject(wrong)).book.add(task)).rejects.toThrow(
      'No such time',
    )
  })
})
