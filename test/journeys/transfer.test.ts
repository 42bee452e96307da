import { afterEach, describe, expect, it } from 'vitest'
import type { CalleeProfile } from '../../carrier/callee.ts'
import { calls, createScriptedBrain, says, type ScriptedBrain } from '../fakes/scripted-brain.ts'
import { withAgent } from './agent-settings.ts'
import { openOffice, type Office } from './office.ts'
import { oneClock } from './one-clock.ts'

const sam = { name: 'Sam', phoneNumber: '+15550107001', alsoCalled: [] }
const kim = { name: 'Kim', phoneNumber: '+15550107002', alsoCalled: [] }
const team = {
  members: [sam, kim],
  order: 'in-order' as const,
  ringSeconds: 20,
  alsoWhenClosed: true,
}
const puttingThrough = 'I will put you through. One moment.'

let office: Office
let brain: ScriptedBrain
afterEach(async () => {
  expect(office.carrier.violations).toEqual([])
  await office[Symbol.asyncDispose]()
})

/** A caller who has asked for a person, and has been told that one will be tried. */
async function putThrough(channel: 'relay' | 'gather', person = 'anyone') {
  brain = createScriptedBrain()
  brain.willReply(calls('transfer-call', { person, reason: 'a leaking tap' }), says(puttingThrough))
  const { clock, stores } = oneClock(withAgent({ channel, team }))
  office = await openOffice({ brain, clock, stores }, { clock })
  const caller = office.carrier.placeCall({ from: '+12025550123' })
  await caller.hears('How can I help you?')
  await caller.waitsForSilence()
  return {
    caller,
    async asks() {
      await caller.says('I want to speak to a person')
      await caller.hears(puttingThrough)
    },
  }
}

const at = (who: typeof sam, profile?: CalleeProfile) =>
  office.carrier.expectCall(who.phoneNumber, profile)

describe.each(['relay', 'gather'] as const)('a caller by %s who wants a person', (channel) => {
  it('is put through to the one who presses a key', async () => {
    const { caller, asks } = await putThrough(channel)
    const expected = at(sam)
    await asks()
    const person = await expected.answers()
    await person.hears(
      'A call for Harbor Street Services from 2 0 2, 5 5 5, 0 1 2 3: a leaking tap.',
    )
    await person.hears('Press any key to take it.')
    await person.presses('1')
    await caller.says('Hello?')
    await person.hears('Hello?')
    await person.says('Sam here.')
    await caller.hears('Sam here.')
    await caller.staysSilent(60_000)
    await person.hangsUp()
    await caller.ended()
    const record = await office.callRecord(caller.callSid)
    expect(record).toMatchObject({ status: 'completed', outcome: 'transferred' })
    const ended = record.events.find(({ kind }) => kind === 'transfer-ended')
    expect(ended?.payload).toMatchObject({ to: 'Sam', attempt: 1, outcome: 'connected' })
    expect(await office.tasks()).toEqual([])
  })

  it('is put through to the next one when the first is busy', async () => {
    const { caller, asks } = await putThrough(channel)
    at(sam, 'busy')
    const expected = at(kim)
    await asks()
    await caller.hears('Sam does not answer. I am trying Kim.')
    const person = await expected.answers()
    await person.hears('Press any key')
    await person.presses('#')
    await person.says('Kim here.')
    await caller.hears('Kim here.')
    await caller.hangsUp()
    expect(await office.callRecord(caller.callSid)).toMatchObject({ outcome: 'transferred' })
  })

  it('is back with the agent, who knows it all, when one declines and a voicemail answers', async () => {
    const { caller, asks } = await putThrough(channel)
    brain.willReply(says('I will tell them about your tap.'))
    at(sam, 'declines')
    at(kim, 'voicemail')
    await asks()
    await caller.hears('I am trying Kim.')
    // The machine is given its time to press a key.
    await caller.staysSilent(30_000)
    await caller.hears('nobody can take the call')
    await caller.waitsForSilence()
    await caller.says('Then tell them about my tap')
    await caller.hears('I will tell them about your tap.')
    await caller.hangsUp()
    const heard = brain.requests.at(-1)?.transcript ?? []
    expect(heard.flatMap((turn) => ('text' in turn ? [turn.text] : []))).toContain(
      'I want to speak to a person',
    )
    expect(await office.tasks()).toMatchObject([{ type: 'callback', phoneNumber: '+12025550123' }])
    const record = await office.callRecord(caller.callSid)
    const tried = record.events.filter(({ kind }) => kind === 'transfer-ended')
    expect(tried.map(({ payload }) => payload)).toMatchObject([
      { to: 'Sam', outcome: expect.not.stringMatching('connected') as string },
      { to: 'Kim', outcome: 'declined' },
    ])
  })

  it('and hangs up while it rings is called back', async () => {
    const { caller, asks } = await putThrough(channel, 'Sam')
    const expected = at(sam, 'no-answer')
    await asks()
    await expected.rings()
    await caller.hangsUp()
    expect(await office.callRecord(caller.callSid)).toMatchObject({
      status: 'completed',
      phase: null,
    })
    expect(await office.tasks()).toMatchObject([{ type: 'callback' }])
  })

  it('is not lost when the carrier repeats what it asks', async () => {
    const { caller, asks } = await putThrough(channel)
    office.carrier.faults.add({ kind: 'webhook-duplicated', path: /webhooks\/voice/ })
    at(sam, 'no-answer')
    at(kim, 'busy')
    await asks()
    await caller.hears('nobody can take the call')
    await caller.hangsUp()
    const record = await office.callRecord(caller.callSid)
    expect(record.events.filter(({ kind }) => kind === 'transfer-started')).toHaveLength(2)
    expect(await office.tasks()).toHaveLength(1)
  })
})
