import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Call } from '../../src/calls/call.ts'
import type { LocalJournal } from '../../src/calls/local-journal.ts'
import { callerSaid, ended, entry, incomingCall, toolDone } from './call-builders.ts'

/** What every local journal owes to calls that the database cannot take at the moment. */
export function localJournalContract(makeJournal: () => Promise<LocalJournal>): void {
  let journal: LocalJournal
  beforeEach(async () => {
    journal = await makeJournal()
  })

  describe('what is kept of a call', () => {
    it('comes back as it was, with the call as it was known last', async () => {
      const call = keptCall()
      const first = [entry(3, callerSaid('Hello')), entry(4, toolDone('message-taken'))]
      await journal.keep({ call, entries: first })
      const known = { ...call, customerId: crypto.randomUUID() }
      const second = [entry(5, ended('message-taken'))]
      await journal.keep({ call: known, entries: second })
      expect(await journal.read(call.sid)).toEqual({ call: known, entries: [...first, ...second] })
    })

    it('is nothing for a call of which nothing was kept', async () => {
      expect(await journal.read('CA0')).toBeUndefined()
      expect(await journal.callSids()).toEqual([])
    })

    it('stands there once when it is kept twice, or again with more', async () => {
      const call = keptCall()
      const entries = [1, 2, 3].map((seq) => entry(seq, callerSaid(`${seq}`)))
      await journal.keep({ call, entries: entries.slice(0, 2) })
      await journal.keep({ call, entries: entries.slice(0, 2) })
      await journal.keep({ call, entries })
      expect((await journal.read(call.sid))?.entries).toEqual(entries)
    })

    it('is all there, in order, when much is kept at the same time', async () => {
      const call = keptCall()
      const entries = Array.from({ length: 40 }, (_, at) => entry(at + 1, callerSaid(`${at + 1}`)))
      await Promise.all(entries.map((one) => journal.keep({ call, entries: [one] })))
      expect((await journal.read(call.sid))?.entries).toEqual(entries)
    })

    it('may be any words in any script', async () => {
      const call = keptCall()
      let seq = 0
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
          seq += 1
          const said = entry(seq, callerSaid(text))
          await journal.keep({ call, entries: [said] })
          expect((await journal.read(call.sid))?.entries.at(-1)).toEqual(said)
        }),
        { numRuns: 30 },
      )
    })

    it('is found under whatever name the carrier has for the call', async () => {
      for (const sid of ['CA/../../etc', '..', 'a b%2F', `CA${'f'.repeat(32)}`]) {
        const call = keptCall({ sid })
        await journal.keep({ call, entries: [entry(1, callerSaid('Hello'))] })
        expect((await journal.read(sid))?.call).toEqual(call)
        expect(await journal.callSids()).toContain(sid)
      }
    })
  })

  describe('the calls of which something is kept', () => {
    it('are named in the order in which they were kept', async () => {
      const [later, sooner] = [keptCall(), keptCall()]
      const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 10, minute))
      await journal.keep({ call: later, entries: [entry(1, callerSaid('2'), at(2))] })
      await journal.keep({ call: sooner, entries: [entry(1, callerSaid('1'), at(1))] })
      expect(await journal.callSids()).toEqual([sooner.sid, later.sid])
      const isLater = (sid: string) => sid === later.sid
      expect(await journal.callSids(isLater)).toEqual([later.sid])
    })
  })

  describe('a call that the database has', () => {
    it('is forgotten, and can be kept again later', async () => {
      const call = keptCall()
      await journal.keep({ call, entries: [entry(1, callerSaid('Hello'))] })
      await journal.forget(call.sid, 1)
      expect(await journal.read(call.sid)).toBeUndefined()
      expect(await journal.callSids()).toEqual([])
      const again = [entry(2, callerSaid('Still there?'))]
      await journal.keep({ call, entries: again })
      expect((await journal.read(call.sid))?.entries).toEqual(again)
    })

    it('is not forgotten when more was kept in the meantime', async () => {
      const call = keptCall()
      const entries = [entry(1, callerSaid('Hello')), entry(2, callerSaid('Hello?'))]
      await journal.keep({ call, entries })
      await journal.forget(call.sid, 1)
      expect((await journal.read(call.sid))?.entries).toEqual(entries)
    })

    it('is forgotten twice without an error, also when it never was kept', async () => {
      await journal.forget('CA0', 1)
      const call = keptCall()
      await journal.keep({ call, entries: [entry(1, callerSaid('Hello'))] })
      await journal.forget(call.sid, 1)
      await journal.forget(call.sid, 1)
    })
  })
}

export function keptCall(differences: Partial<Call> = {}): Call {
  const call = incomingCall(crypto.randomUUID())
  return { ...call, customerId: undefined, epoch: 1, ...differences }
}
