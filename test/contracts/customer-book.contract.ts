import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Customer, CustomerDetails } from '../../src/calls/customer-book.ts'
import type { Call } from '../../src/calls/call.ts'
import { storableText } from '../../src/stores/storable.ts'
import { openedCall, randomNumber } from './call-builders.ts'
import { everyItem, junkCursors } from './pages.ts'
import type { MakeStores, Stores } from './stores.ts'

/** What every customer book owes to the people in it. */
export function customerBookContract(makeStores: MakeStores): void {
  let stores: Stores
  beforeAll(async () => {
    stores = await makeStores()
  })
  afterAll(() => stores[Symbol.asyncDispose]())

  async function save(call: Call, details: Partial<CustomerDetails>): Promise<Customer> {
    const { id: callId, epoch, from: phoneNumber } = call
    const saved = await stores.customers.saveDetails({ callId, epoch, phoneNumber, ...details })
    if (!saved.saved) throw new Error(saved.reason)
    return saved.customer
  }

  describe('what callers say of themselves', () => {
    it('is written down for the customer of their number', async () => {
      const call = await openedCall(stores)
      const customer = await save(call, { name: 'Ada', email: 'ada@example.com' })
      expect(customer).toMatchObject({
        id: call.customerId,
        phoneNumber: call.from,
        name: 'Ada',
        email: 'ada@example.com',
        company: undefined,
        tags: [],
        leadScore: 0,
        calls: 1,
      })
      expect(await stores.customers.find(customer.id)).toEqual(customer)
    })

    it('leaves what they did not speak of as it was', async () => {
      const call = await openedCall(stores)
      await save(call, { name: 'Ada', company: 'Engines' })
      expect(await save(call, { name: 'Ada King', notes: 'Likes punched cards' })).toMatchObject({
        name: 'Ada King',
        company: 'Engines',
        notes: 'Likes punched cards',
      })
    })

    it('makes a customer of another number that they give', async () => {
      const call = await openedCall(stores)
      const phoneNumber = randomNumber()
      const customer = await save(call, { phoneNumber, name: 'Ada' })
      expect(customer).toMatchObject({ phoneNumber, calls: 0, lastCallAt: undefined })
      expect((await stores.calls.findBySid(call.sid))?.customerId).toBe(call.customerId)
    })

    it('changes nothing that is known of a number that was only said', async () => {
      const ada = await openedCall(stores)
      await save(ada, { name: 'Ada' })
      const somebody = await openedCall(stores, { from: 'anonymous' })
      const claimed = { phoneNumber: ada.from, name: 'Eve', company: 'Engines' }
      await save(somebody, claimed)
      const again = await save(somebody, { ...claimed, company: 'Other' })
      expect(again).toMatchObject({ id: ada.customerId, name: 'Ada', company: 'Engines' })
    })

    it('makes a caller known who withheld their number', async () => {
      const call = await openedCall(stores, { from: 'anonymous' })
      const customer = await save(call, { phoneNumber: randomNumber(), name: 'Ada' })
      expect(customer).toMatchObject({ calls: 1, lastCallAt: call.startedAt })
      expect((await stores.calls.findBySid(call.sid))?.customerId).toBe(customer.id)
    })

    it('is refused from a process that has lost the call', async () => {
      const call = await openedCall(stores)
      await stores.calls.takeOver(call.id)
      const { id: callId, epoch, from: phoneNumber } = call
      const lost = { callId, epoch, phoneNumber, name: 'Ada' }
      expect(await stores.customers.saveDetails(lost)).toEqual({
        saved: false,
        reason: 'taken-over',
      })
      expect((await stores.customers.find(call.customerId ?? ''))?.name).toBeUndefined()
    })

    it('is refused for a call that nobody knows', async () => {
      const details = { callId: crypto.randomUUID(), epoch: 1, phoneNumber: randomNumber() }
      const unknown = stores.customers.saveDetails(details)
      await expect(unknown).rejects.toMatchObject({ code: 'unknown-call' })
    })

    it('may be of any script and length', async () => {
      const call = await openedCall(stores)
      const names = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
      await fc.assert(
        fc.asyncProperty(names, async (name) => {
          const saved = await save(call, { name, notes: name.repeat(1000) })
          // A memory keeps what PostgreSQL must replace.
          expect(storableText(saved.name ?? '')).toBe(storableText(name))
        }),
        { numRuns: 25 },
      )
    })

    it('makes one customer when it comes several times at once', async () => {
      const call = await openedCall(stores)
      const phoneNumber = randomNumber()
      const saved = await Promise.all(
        ['Ada', 'Ada', 'Ada', 'Ada'].map((name) => save(call, { phoneNumber, name })),
      )
      expect(new Set(saved.map(({ id }) => id)).size).toBe(1)
    })
  })

  describe('the list of customers', () => {
    it('has those first who called last, and everyone once over all pages', async () => {
      const calls: Call[] = []
      for (const minute of [2, 1, 2, 3, 2]) {
        calls.push(await openedCall(stores, { at: new Date(Date.UTC(2031, 0, 1, 9, minute)) }))
      }
      const listed = await everyItem((page) => stores.customers.list(page))
      const ours = listed.filter(({ id }) => calls.some(({ customerId }) => customerId === id))
      expect(ours).toHaveLength(5)
      const times = ours.map(({ lastCallAt }) => lastCallAt?.getUTCMinutes())
      expect(times).toEqual([3, 2, 2, 2, 1])
      expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length)
    })

    it.each(junkCursors)('refuses a cursor that it has not made: %.40s', async (cursor) => {
      const list = stores.customers.list({ limit: 10, cursor })
      await expect(list).rejects.toMatchObject({ code: 'wrong-cursor' })
    })
  })

  it('has no customer under an id that is none', async () => {
    expect(await stores.customers.find(crypto.randomUUID())).toBeUndefined()
    expect(await stores.customers.find('no id')).toBeUndefined()
  })
}
