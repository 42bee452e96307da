import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Call } from '../../src/calls/call.ts'
import {
  agentHeard,
  callerSaid,
  openedCall,
  randomNumber,
  randomSid,
  written,
} from './call-builders.ts'
import { everyItem, junkCursors } from './pages.ts'
import type { MakeStores, Stores } from './stores.ts'

/** What every archive of calls owes to those who look at them. */
export function callArchiveContract(makeStores: MakeStores): void {
  let stores: Stores
  beforeAll(async () => {
    stores = await makeStores()
  })
  afterAll(() => stores[Symbol.asyncDispose]())

  describe('the list of calls', () => {
    it('has the newest first, and every call once over all pages', async () => {
      const from = randomNumber()
      const instants = [3, 1, 4, 1, 5, 1, 2].map(
        (minute) => new Date(Date.UTC(2026, 0, 1, 9, minute)),
      )
      const calls: Call[] = []
      for (const at of instants) calls.push(await openedCall(stores, { from, at }))
      const listed = await everyItem((page) => stores.archive.list({ ...page, phoneNumber: from }))
      expect(listed.map(({ id }) => id).toSorted()).toEqual(calls.map(({ id }) => id).toSorted())
      const times = listed.map(({ startedAt }) => startedAt.getTime())
      expect(times).toEqual(times.toSorted((one, other) => other - one))
    })

    it('is narrowed to a number and a status', async () => {
      const from = randomNumber()
      const going = await openedCall(stores, { from })
      const over = await openedCall(stores, { from })
      await openedCall(stores)
      const at = new Date()
      await stores.calls.settle({ sid: over.sid, status: 'failed', durationSeconds: 1, at })
      const ids = async (status: 'active' | 'failed' | 'busy') =>
        (await stores.archive.list({ limit: 10, phoneNumber: from, status })).items.map(
          ({ id }) => id,
        )
      expect(await ids('active')).toEqual([going.id])
      expect(await ids('failed')).toEqual([over.id])
      expect(await ids('busy')).toEqual([])
    })

    it('tells who called and what was said last', async () => {
      const call = await openedCall(stores)
      const { id: callId, epoch, from: phoneNumber } = call
      await stores.customers.saveDetails({ callId, epoch, phoneNumber, name: 'Ada' })
      await written(stores, { call, events: [callerSaid('Hello'), agentHeard('Good morning')] })
      const { items } = await stores.archive.list({ limit: 1, phoneNumber })
      expect(items[0]).toMatchObject({ ...call, callerName: 'Ada', lastWords: 'Good morning' })
    })

    it.each(junkCursors)('refuses a cursor that it has not made: %.40s', async (cursor) => {
      const list = stores.archive.list({ limit: 10, cursor })
      await expect(list).rejects.toMatchObject({ code: 'wrong-cursor' })
    })
  })

  describe('a call', () => {
    it('is found by our id and by that of the carrier', async () => {
      const call = await openedCall(stores)
      const entries = await written(stores, { call, events: [callerSaid('Hello')] })
      const found = await stores.archive.find(call.id)
      expect(found).toMatchObject({ ...call, status: 'active', phase: 'listening', flags: [] })
      expect(found?.entries).toEqual(entries)
      expect(found?.messages).toMatchObject([
        { role: 'user', content: 'Hello', timestamp: entries[0]?.at },
      ])
      expect(await stores.archive.find(call.sid)).toEqual(found)
    })

    it.each([randomSid(), crypto.randomUUID(), '', 'a\0b', '%', "'"])(
      'is not there by another name: %j',
      async (name) => {
        expect(await stores.archive.find(name)).toBeUndefined()
      },
    )
  })
}
