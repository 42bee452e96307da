import { afterEach, describe, expect, it } from 'vitest'
import { scriptedMind } from '../../bench/fakes/realtime/mind.ts'
import type { RestFault } from '../../carrier/faults/fault.ts'
import { openSpeakingOffice, type SpeakingOffice } from './speaking-office.ts'

let office: SpeakingOffice
afterEach(() => office[Symbol.asyncDispose]())

const greeting = 'How can I help you?'
const sam = { name: 'Sam', phoneNumber: '+15550107001', alsoCalled: [] }
const team = {
  members: [sam],
  order: 'in-order' as const,
  ringSeconds: 20,
  alsoWhenClosed: true,
}
const troubles: readonly (readonly [string, RestFault])[] = [
  ['refuses', { kind: 'rest-refused', status: 503 }],
  ['never answers', { kind: 'rest-timed-out' }],
  ['never answers, and does it', { kind: 'rest-timed-out', done: true }],
]

describe.each(troubles)(
  'a caller in speech whose carrier %s when it is asked by REST',
  (_, fault) => {
    it('is put through to a person all the same', async () => {
      const asks = {
        tools: [{ name: 'transfer-call', arguments: { person: 'anyone', reason: 'a leak' } }],
      }
      office = await openSpeakingOffice({
        model: { mind: scriptedMind([asks, 'I will put you through.']) },
        agent: { team },
      })
      office.carrier.faults.add(fault)
      const expected = office.carrier.expectCall(sam.phoneNumber)
      const caller = office.carrier.placeCall({ from: '+12025550123' })
      await caller.hears(greeting)
      await caller.says('I want to speak to a person.')
      await caller.hears('put you through.')
      await caller.staysSilent(4_000)
      const person = await expected.answers()
      await person.presses('1')
      await caller.says('Hello?')
      await person.hears('Hello?')
      await caller.staysSilent(60_000)
      await person.hangsUp()
      await caller.ended()
      const record = await office.callRecord(caller.callSid)
      expect(record).toMatchObject({ status: 'completed', outcome: 'transferred' })
      expect(office.carrier.violations).toEqual([])
    })

    it('goes on in words where the model is gone for good', async () => {
      office = await openSpeakingOffice({ model: { handshake: () => ({ refuse: 401 }) } })
      office.carrier.faults.add(fault)
      const caller = office.carrier.placeCall({ from: '+12025550143' })
      await caller.hears(greeting)
      await caller.staysSilent(3_000)
      await caller.says('What are your opening hours?')
      await caller.hears(/nine|9/)
      await caller.staysSilent(6_000)
      await caller.says('What are your opening hours?')
      await caller.hangsUp()
      const { events } = await office.callRecord(caller.callSid)
      expect(events.filter(({ kind }) => kind === 'channel-changed')).toHaveLength(1)
      expect(office.carrier.violations).toEqual([])
    })

    it('is said goodbye to, and not held on the line', async () => {
      office = await openSpeakingOffice({
        model: {
          mind: scriptedMind([{ tools: [{ name: 'end-call', arguments: {} }] }, 'Goodbye.']),
        },
      })
      office.carrier.faults.add(fault)
      const caller = office.carrier.placeCall()
      await caller.hears(greeting)
      await caller.says('That is all.')
      await caller.hears('Goodbye.')
      await office.clock.advance(4_000)
      await caller.ended()
      const { outcome, status } = await office.callRecord(caller.callSid)
      expect({ outcome, status }).toEqual({ outcome: 'talked', status: 'completed' })
      expect(caller.heardSoFar()).not.toContain('here again')
      expect(office.carrier.violations).toEqual([])
    })
  },
)
