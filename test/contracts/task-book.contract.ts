import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Call } from '../../src/calls/call.ts'
import type { NewTask, Task } from '../../src/calls/task-book.ts'
import { openedCall, randomNumber } from './call-builders.ts'
import { everyItem, junkCursors } from './pages.ts'
import type { MakeStores, Stores } from './stores.ts'

/** What every task book owes to those whose promises it keeps. */
export function taskBookContract(makeStores: MakeStores): void {
  let stores: Stores
  beforeAll(async () => {
    stores = await makeStores()
  })
  afterAll(() => stores[Symbol.asyncDispose]())

  async function add(task: NewTask): Promise<{ task: Task; isNew: boolean }> {
    const added = await stores.tasks.add(task)
    if (!added.added) throw new Error(added.reason)
    return added
  }

  describe('a task', () => {
    it('is written down with its call and its customer', async () => {
      const call = await openedCall(stores)
      const wanted = callback(call)
      const { task, isNew } = await add(wanted)
      expect(isNew).toBe(true)
      expect(task).toMatchObject({
        type: 'callback',
        status: 'pending',
        scheduledFor: wanted.scheduledFor,
        payload: wanted.payload,
        callId: call.id,
        customerId: call.customerId,
        completedAt: undefined,
        result: undefined,
      })
    })

    it('of a caller who withheld their number belongs to the number that they gave', async () => {
      const known = await openedCall(stores)
      const call = await openedCall(stores, { from: 'anonymous' })
      const payload = { ...callback(known).payload, phoneNumber: known.from }
      const { task } = await add(callback(call, { payload }))
      expect(task.customerId).toBe(known.customerId)
    })

    it('with the same meaning is written down once', async () => {
      const call = await openedCall(stores)
      const wanted = callback(call)
      const first = await add(wanted)
      const payload = { ...wanted.payload, reason: 'The same in other words' }
      const other = { ...wanted, payload, scheduledFor: new Date('2026-04-01T00:00:00Z') }
      const again = await add(other)
      expect(again.isNew).toBe(false)
      expect(again.task).toMatchObject({
        id: first.task.id,
        scheduledFor: first.task.scheduledFor,
        payload: wanted.payload,
      })
    })

    it('is new to one only of all that add it at the same time', async () => {
      const call = await openedCall(stores)
      const wanted = callback(call)
      const added = await Promise.all(Array.from({ length: 8 }, () => add(wanted)))
      expect(added.filter(({ isNew }) => isNew)).toHaveLength(1)
      expect(new Set(added.map(({ task }) => task.id)).size).toBe(1)
    })

    it('may be about anything, in any script and of any length', async () => {
      const call = await openedCall(stores)
      const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
      await fc.assert(
        fc.asyncProperty(anything, async (text) => {
          const reason = text.repeat(500)
          const payload = { ...callback(call).payload, name: text, reason }
          const effectKey = `${crypto.randomUUID()} ${reason}`
          expect((await add(callback(call, { payload, effectKey }))).isNew).toBe(true)
        }),
        { numRuns: 25 },
      )
    })

    it('is refused from a process that has lost the call, and not written', async () => {
      const call = await openedCall(stores)
      const { epoch } = await stores.calls.takeOver(call.id)
      const wanted = callback(call)
      expect(await stores.tasks.add(wanted)).toEqual({ added: false, reason: 'taken-over' })
      expect((await add({ ...wanted, epoch })).isNew).toBe(true)
    })

    it('is refused for a call that nobody knows', async () => {
      const call = await openedCall(stores)
      const lost = stores.tasks.add(callback(call, { callId: crypto.randomUUID() }))
      await expect(lost).rejects.toMatchObject({ code: 'unknown-call' })
    })
  })

  describe('the list of tasks', () => {
    it('has what is due soonest first and what is done last, each once over all pages', async () => {
      const call = await openedCall(stores)
      const tasks: Task[] = []
      for (const hour of [4, 2, 2, 3, 1]) {
        tasks.push((await add(callback(call, { scheduledFor: due(hour) }))).task)
      }
      const done = tasks[4]?.id ?? ''
      await stores.tasks.complete({ id: done, result: 'Called', at: new Date() })
      const listed = await everyItem((page) => stores.tasks.list(page))
      const ours = listed.filter(({ callId }) => callId === call.id)
      expect(ours.map(({ scheduledFor }) => scheduledFor.getUTCHours())).toEqual([2, 2, 3, 4, 1])
      expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length)
    })

    it('is narrowed to a status', async () => {
      const call = await openedCall(stores)
      const { task: open } = await add(callback(call))
      const { task: closed } = await add(callback(call))
      await stores.tasks.complete({ id: closed.id, result: '', at: new Date() })
      const ids = async (status: 'pending' | 'completed') =>
        (await everyItem((page) => stores.tasks.list({ ...page, status }), 50))
          .filter(({ callId }) => callId === call.id)
          .map(({ id }) => id)
      expect(await ids('pending')).toEqual([open.id])
      expect(await ids('completed')).toEqual([closed.id])
    })

    it.each(junkCursors)('refuses a cursor that it has not made: %.40s', async (cursor) => {
      const list = stores.tasks.list({ limit: 10, cursor })
      await expect(list).rejects.toMatchObject({ code: 'wrong-cursor' })
    })
  })

  describe('a task that is done', () => {
    it('tells by what and when, also to whoever does it again', async () => {
      const call = await openedCall(stores)
      const { task } = await add(
        callback(call, {
          payload: {
            phoneNumber: randomNumber(),
            name: undefined,
            reason: 'A leak',
            urgency: 'urgent',
          },
        }),
      )
      const at = new Date('2026-03-02T15:00:00Z')
      const done = { ...task, status: 'completed', completedAt: at, result: 'Called\u{1F4DE}' }
      const { id } = task
      expect(await stores.tasks.complete({ id, result: 'Called\u{1F4DE}', at })).toEqual(done)
      const again = { id, result: 'Called again', at: new Date() }
      expect(await stores.tasks.complete(again)).toEqual(done)
    })

    it('is nothing when there is no such task', async () => {
      const at = new Date()
      const unknown = { id: crypto.randomUUID(), result: '', at }
      expect(await stores.tasks.complete(unknown)).toBeUndefined()
      expect(await stores.tasks.complete({ id: 'no id', result: '', at })).toBeUndefined()
    })
  })
}

function callback(call: Call, differences: Partial<NewTask> = {}): NewTask {
  return {
    callId: call.id,
    epoch: call.epoch,
    effectKey: crypto.randomUUID(),
    type: 'callback',
    scheduledFor: new Date('2026-03-02T14:00:00Z'),
    payload: { phoneNumber: call.from, name: 'Ada', reason: 'A leak', urgency: 'normal' },
    ...differences,
  }
}

function due(hour: number): Date {
  return new Date(Date.UTC(2026, 2, 2, hour))
}
