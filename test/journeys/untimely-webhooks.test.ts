import { describe, expect, it, vi } from 'vitest'
import type { FaultRule } from '../../carrier/faults/fault.ts'
import { calls, createScriptedBrain, says } from '../fakes/scripted-brain.ts'
import { withAgent } from './agent-settings.ts'
import { openOffice } from './office.ts'
import { oneClock } from './one-clock.ts'

const message = { name: 'Ada', phoneNumber: '+12025550123', reason: 'a tap', urgency: 'normal' }

/** The same call each time; what is kept of it, without what differs from call to call. */
async function whatIsKept(channel: 'relay' | 'gather', faults: readonly FaultRule[] = []) {
  const { clock, stores } = oneClock(withAgent({ channel }))
  const brain = createScriptedBrain({
    scripts: [
      says('We open at nine.'),
      calls('take-message', message),
      says('I have written that down.'),
    ],
  })
  await using office = await openOffice({ brain, clock, stores }, { clock, faults })
  const caller = office.carrier.placeCall({ from: '+12025550123' })
  await caller.hears('How can I help you?')
  await caller.says('When are you open?')
  await caller.hears('We open at nine.')
  await caller.says('Tell them that my tap is leaking')
  await caller.hears('I have written that down.')
  await caller.hangsUp()
  // The sweep, which asks the carrier for ends that were not told.
  for (let minute = 0; minute < 4; minute += 1) await clock.advance(60_000)
  await vi.waitFor(async () =>
    expect(await office.callRecord(caller.callSid)).toMatchObject({ phase: null }),
  )
  const { items } = await office.get<{ items: { callSid: string }[] }>('/api/calls')
  const record = await office.callRecord(caller.callSid)
  const { durationSeconds, outcome, status, tools, transcript } = record
  return {
    calls: items.length,
    ends: record.events.filter(({ kind }) => kind === 'ended').length,
    status,
    outcome,
    durationSeconds,
    tools: tools.map(({ receipt, tool }) => [tool, receipt?.kind]),
    transcript: transcript.map(({ speaker, text }) => [speaker, text]),
    tasks: (await office.tasks()).map(({ reason, status: state }) => [reason, state]),
  }
}

const untimely: readonly (readonly [string, FaultRule])[] = [
  ['each come twice', { kind: 'webhook-duplicated' }],
  ['come in another order', { kind: 'webhook-reordered' }],
  [
    'of its end comes an hour late',
    { kind: 'webhook-delayed', delayMs: 3_600_000, path: '/webhooks/voice/status' },
  ],
  ['of its end never comes', { kind: 'webhook-dropped', path: '/webhooks/voice/status' }],
]

describe.each(['relay', 'gather'] as const)('a call on %s whose webhooks', (channel) => {
  it.each(untimely)('%s is written down like any other', async (_, fault) => {
    const ideal = await whatIsKept(channel)
    expect(ideal).toMatchObject({ calls: 1, ends: 1, tasks: [['a tap', 'pending']] })
    expect(await whatIsKept(channel, [fault])).toEqual(ideal)
  })
})
