import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallRecord } from '../../src/calls/call-archive.ts'
import type { NewCall } from '../../src/calls/call-book.ts'
import type { CallOutcome } from '../../src/calls/call.ts'
import type { JournalEvent } from '../../src/calls/journal-event.ts'
import {
  agentHeard,
  callerSaid,
  ended,
  entry,
  incomingCall,
  openedCall,
  randomNumber,
  randomSid,
  toolDone,
  written,
} from './call-builders.ts'
import type { MakeStores, Stores } from './stores.ts'

/** What every call book owes to calls. */
export function callBookContract(makeStores: MakeStores): void {
  let stores: Stores
  let agentId: string
  beforeAll(async () => {
    stores = await makeStores()
    agentId = (await stores.agents.forNumber('')).id
  })
  afterAll(() => stores[Symbol.asyncDispose]())

  describe('a call that comes in', () => {
    it('is there as it came, with the first epoch', async () => {
      const incoming = incomingCall(agentId)
      const { call, isNew, callerName } = await stores.calls.open(incoming)
      expect({ call, isNew, callerName }).toEqual({
        call: { ...incoming, customerId: call.customerId, epoch: 1 },
        isNew: true,
        callerName: undefined,
      })
      expect(await stores.calls.findBySid(incoming.sid)).toEqual(call)
    })

    it('is opened also when its agent is not on record', async () => {
      const incoming = incomingCall(crypto.randomUUID())
      expect((await stores.calls.open(incoming)).isNew).toBe(true)
      expect(await stores.archive.find(incoming.sid)).toMatchObject({ sid: incoming.sid })
    })

    it('makes a customer of a number that never called', async () => {
      const call = await openedCall(stores, { at: new Date('2026-03-01T10:00:00Z') })
      expect(await stores.customers.find(call.customerId ?? '')).toMatchObject({
        phoneNumber: call.from,
        name: undefined,
        calls: 1,
        lastCallAt: call.startedAt,
      })
    })

    it('recognises a customer who called before', async () => {
      const from = randomNumber()
      const first = await openedCall(stores, { from })
      const { id: callId, epoch } = first
      await stores.customers.saveDetails({ callId, epoch, phoneNumber: from, name: 'Ada' })
      const again = await stores.calls.open(incomingCall(agentId, { from }))
      expect(again).toMatchObject({ isNew: true, callerName: 'Ada' })
      expect(again.call.customerId).toBe(first.customerId)
    })

    it('has no customer when the number is withheld', async () => {
      const call = await openedCall(stores, { from: 'anonymous' })
      expect(call).toMatchObject({ from: 'anonymous', customerId: undefined })
    })

    it('is about whom we call when we are the ones who call', async () => {
      const to = randomNumber()
      const call = await openedCall(stores, { direction: 'outbound', from: '+15550100000', to })
      expect(await stores.customers.find(call.customerId ?? '')).toMatchObject({
        phoneNumber: to,
      })
    })

    it('that was opened before comes back unchanged', async () => {
      const incoming = incomingCall(agentId)
      const { call } = await stores.calls.open(incoming)
      const elsewhere = { ...incoming, id: crypto.randomUUID(), from: randomNumber() }
      expect(await stores.calls.open(elsewhere)).toMatchObject({
        call,
        isNew: false,
        callerName: undefined,
      })
    })

    it('that is over says so, and where its journal ends', async () => {
      const incoming = incomingCall(agentId)
      const { call } = await stores.calls.open(incoming)
      await written(stores, { call, events: [callerSaid('Hello'), ended('talked')] })
      expect(await stores.calls.open(incoming)).toMatchObject({ isOver: true, lastSeq: 2 })
    })

    it('is new to one only of all that open it at the same time', async () => {
      const incoming = incomingCall(agentId)
      const opened = await Promise.all(
        Array.from({ length: 8 }, () =>
          stores.calls.open({ ...incoming, id: crypto.randomUUID() }),
        ),
      )
      expect(opened.filter(({ isNew }) => isNew)).toHaveLength(1)
      expect(new Set(opened.map(({ call }) => call.id)).size).toBe(1)
    })

    it('is unknown under any other name', async () => {
      expect(await stores.calls.findBySid(randomSid())).toBeUndefined()
      expect(await stores.calls.findBySid('a\0b')).toBeUndefined()
    })
  })

  describe('taking over', () => {
    it('gives every taker an epoch of their own', async () => {
      const { id } = await openedCall(stores)
      const taken = await Promise.all(Array.from({ length: 5 }, () => stores.calls.takeOver(id)))
      expect(taken.map(({ epoch }) => epoch).toSorted((one, other) => one - other)).toEqual([
        2, 3, 4, 5, 6,
      ])
    })

    it('is not possible for a call that nobody knows', async () => {
      const unknown = stores.calls.takeOver(crypto.randomUUID())
      await expect(unknown).rejects.toMatchObject({ code: 'unknown-call' })
    })
  })

  describe("the carrier's word", () => {
    const at = new Date('2026-03-01T10:05:00Z')
    const completed = { status: 'completed', durationSeconds: 33, at } as const

    it('ends a call that nobody else has ended', async () => {
      const call = await openedCall(stores)
      const events = [callerSaid('Hello'), agentHeard('Good morning')]
      const entries = await written(stores, { call, events })
      expect(await stores.calls.settle({ ...completed, sid: call.sid })).toBe('settled')
      expect(await find(stores, call.id)).toMatchObject({
        status: 'completed',
        phase: undefined,
        outcome: 'talked',
        durationSeconds: 33,
        endedAt: at,
      })
      const payload = {
        status: 'completed',
        endedBy: 'carrier',
        outcome: 'talked',
        durationSeconds: 33,
      }
      const end = entry(3, { kind: 'ended', payload } as JournalEvent, at)
      expect(await stores.journal.read(call.id)).toEqual([...entries, end])
    })

    it.each<[CallOutcome, JournalEvent[]]>([
      ['no-conversation', []],
      ['details-saved', [callerSaid('I am Ada'), toolDone('contact-saved')]],
      ['message-taken', [toolDone('contact-saved'), toolDone('message-taken')]],
      ['callback-scheduled', [toolDone('callback-scheduled'), toolDone('message-taken')]],
      ['do-not-call', [toolDone('callback-scheduled'), toolDone('do-not-call')]],
      ['transferred', [toolDone('do-not-call'), toolDone('call-transferred')]],
      ['talked', [callerSaid('Put me through'), toolDone('transfer-arranged')]],
      ['emergency', [toolDone('call-transferred'), toolDone('message-taken', emergency)]],
    ])('lets the receipts decide that the outcome is %s', async (outcome, events) => {
      const call = await openedCall(stores)
      if (events.length > 0) await written(stores, { call, events })
      await stores.calls.settle({ ...completed, sid: call.sid })
      expect(await find(stores, call.id)).toMatchObject({ outcome })
    })

    it('corrects the duration of a call that has ended, and no more', async () => {
      const call = await openedCall(stores)
      const entries = await written(stores, { call, events: [ended('message-taken', 12)] })
      await stores.calls.settle({ ...completed, status: 'failed', sid: call.sid })
      expect(await find(stores, call.id)).toMatchObject({
        status: 'completed',
        outcome: 'message-taken',
        durationSeconds: 33,
        endedAt: entries[0]?.at,
      })
      expect(await stores.journal.read(call.id)).toEqual(entries)
    })

    it('counts, once, where the owner lost sight of the call and had to guess', async () => {
      const call = await openedCall(stores)
      const payload = { status: 'completed', endedBy: 'fault', durationSeconds: 90 } as const
      const guess = { kind: 'ended', payload: { ...payload, outcome: 'no-conversation' } } as const
      await written(stores, { call, events: [guess] })
      const report = { ...completed, sid: call.sid, durationSeconds: 0 }
      await stores.calls.settle({ ...report, status: 'busy' })
      await stores.calls.settle({ ...report, status: 'no-answer' })
      expect(await find(stores, call.id)).toMatchObject({ status: 'busy', durationSeconds: 0 })
    })

    it('counts once, whatever is said after it', async () => {
      const call = await openedCall(stores)
      await stores.calls.settle({ sid: call.sid, status: 'busy', durationSeconds: 0, at })
      const later = { ...completed, sid: call.sid, at: new Date() }
      expect(await stores.calls.settle(later)).toBe('settled')
      expect(await find(stores, call.id)).toMatchObject({
        status: 'busy',
        durationSeconds: 0,
        endedAt: at,
      })
    })

    it('on the duration counts from the first report on that has one', async () => {
      const call = await openedCall(stores)
      const reports = [0, 33, 40, 0].map((durationSeconds) => ({ ...completed, durationSeconds }))
      const durations: (number | undefined)[] = []
      for (const report of reports) {
        await stores.calls.settle({ ...report, sid: call.sid })
        durations.push((await find(stores, call.id)).durationSeconds)
      }
      expect(durations).toEqual([0, 33, 33, 33])
    })

    it('without a duration leaves that of the owner', async () => {
      const call = await openedCall(stores)
      await written(stores, { call, events: [ended('talked', 12)] })
      await stores.calls.settle({ ...completed, durationSeconds: 0, sid: call.sid })
      expect(await find(stores, call.id)).toMatchObject({ durationSeconds: 12 })
      await stores.calls.settle({ ...completed, sid: call.sid })
      expect(await find(stores, call.id)).toMatchObject({ durationSeconds: 33 })
    })

    it.each(['busy', 'no-answer', 'canceled', 'failed'] as const)(
      'that it was %s means that nobody talked, however long it rang',
      async (status) => {
        const call = await openedCall(stores)
        const payload = { status, endedBy: 'carrier', durationSeconds: 30 } as const
        const rang: JournalEvent = {
          kind: 'ended',
          payload: { ...payload, outcome: 'no-conversation' },
        }
        await written(stores, { call, events: [rang] })
        await stores.calls.settle({ sid: call.sid, status, durationSeconds: 0, at })
        expect(await find(stores, call.id)).toMatchObject({ status, durationSeconds: 0 })
      },
    )

    it('that comes a day after a guess leaves the status and brings the duration', async () => {
      const call = await openedCall(stores)
      await stores.calls.settle({ sid: call.sid, status: 'failed', durationSeconds: 0, at })
      await stores.calls.settle({ ...completed, sid: call.sid })
      expect(await find(stores, call.id)).toMatchObject({ status: 'failed', durationSeconds: 33 })
    })

    it('that nobody picked up is no conversation, also when it is called completed', async () => {
      const call = await openedCall(stores)
      await stores.calls.settle({ ...completed, durationSeconds: 0, sid: call.sid })
      expect(await find(stores, call.id)).toMatchObject({
        status: 'completed',
        outcome: 'no-conversation',
        durationSeconds: 0,
      })
    })

    it('comes to the same record whether it is told before, while or after the call is opened', async () => {
      const settle = (sid: string) => stores.calls.settle({ ...completed, sid })
      const open = (incoming: NewCall) => stores.calls.open(incoming)
      const orders: ((incoming: NewCall) => Promise<unknown>)[] = [
        async (incoming) => [await open(incoming), await settle(incoming.sid)],
        async (incoming) => [await settle(incoming.sid), await open(incoming)],
        async (incoming) => Promise.all([settle(incoming.sid), open(incoming), open(incoming)]),
      ]
      for (const order of orders) {
        const incoming = incomingCall(agentId)
        await order(incoming)
        // A report about a call that nobody knew is told again once the call is open.
        expect(await settle(incoming.sid)).toBe('settled')
        const opened = await open({ ...incoming, id: crypto.randomUUID() })
        expect(opened).toMatchObject({ isNew: false, isOver: true, call: { id: incoming.id } })
        expect(await find(stores, incoming.id)).toMatchObject({
          status: 'completed',
          phase: undefined,
          durationSeconds: 33,
          endedAt: at,
        })
      }
    })

    it('leaves room for what the owner of the call has yet to write', async () => {
      const call = await openedCall(stores)
      const said = entry(1, callerSaid('Please call back'))
      const end = entry(2, ended('callback-scheduled', 12))
      const { id: callId, epoch } = call
      await stores.calls.settle({ ...completed, sid: call.sid })
      const late = { callId, epoch, entries: [said, end], phase: undefined }
      expect(await stores.journal.append(late)).toBe('written')
      expect(await stores.journal.read(call.id)).toEqual([said, end])
      expect(await find(stores, call.id)).toMatchObject({
        outcome: 'callback-scheduled',
        durationSeconds: 33,
        lastWords: 'Please call back',
      })
    })

    it('about a call that nobody knows is answered so', async () => {
      const answer = await stores.calls.settle({ ...completed, sid: randomSid() })
      expect(answer).toBe('unknown-call')
    })
  })

  describe('calls that nobody has ended', () => {
    const longAgo = (minute: number) => new Date(Date.UTC(2020, 0, 1, 9, minute))

    it('are found oldest first, as many as are asked for', async () => {
      const third = await openedCall(stores, { at: longAgo(3) })
      const first = await openedCall(stores, { at: longAgo(1) })
      const second = await openedCall(stores, { at: longAgo(2) })
      await openedCall(stores, { at: longAgo(5) })
      const over = await openedCall(stores, { at: longAgo(0) })
      await stores.calls.settle({
        sid: over.sid,
        status: 'busy',
        durationSeconds: 0,
        at: longAgo(1),
      })
      const active = (limit: number) =>
        stores.calls.stillActive({ startedBefore: longAgo(5), limit })
      expect(await active(10)).toEqual([first, second, third])
      expect(await active(2)).toEqual([first, second])
    })

    it('are found also when we could only guess their end, until the carrier has told it', async () => {
      const call = await openedCall(stores, { at: longAgo(7) })
      const guess = ended('no-conversation')
      if (guess.kind !== 'ended') throw new Error('This is no end')
      const payload = { ...guess.payload, endedBy: 'fault' } as const
      await written(stores, { call, events: [{ ...guess, payload }] })
      const found = () => stores.calls.stillActive({ startedBefore: longAgo(8), limit: 10 })
      expect((await found()).map(({ id }) => id)).toContain(call.id)
      const { sid } = call
      await stores.calls.settle({ sid, status: 'busy', durationSeconds: 0, at: longAgo(9) })
      expect((await found()).map(({ id }) => id)).not.toContain(call.id)
      expect((await find(stores, call.id)).status).toBe('busy')
    })
  })
}

const emergency = { urgency: 'emergency' }

async function find({ archive }: Stores, callId: string): Promise<CallRecord> {
  const found = await archive.find(callId)
  if (found === undefined) throw new Error('The call is gone')
  return found
}
