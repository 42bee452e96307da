import { describe, expect, it } from 'vitest'
import type { CallDirection, CallQuirks, EndReason } from './call-state.ts'
import { createCall } from './call.ts'
import { defaultQuirks } from './quirks.ts'
import { createSteppedClock } from './stepped-clock.ts'
import { createWitness } from './witness.ts'

const sid = `CA${'1'.repeat(32)}`
const bob = '+15550107001'
const ours = '+15550100000'

function newCall(direction: CallDirection, quirks: Partial<CallQuirks> = {}) {
  const clock = createSteppedClock()
  const call = createCall({
    sid,
    direction,
    clock,
    from: ours,
    to: bob,
    witness: createWitness({ clock }),
    quirks: { ...defaultQuirks, ...quirks },
  })
  const statuses: string[] = []
  call.subscribe((event) => {
    if (event.type === 'status') statuses.push(event.state.status)
  })
  return { call, clock, statuses }
}

function ringing(quirks: Partial<CallQuirks> = {}) {
  const made = newCall('outbound-api', quirks)
  made.call.dial()
  made.call.ring()
  return made
}

describe('a call that the server asked for', () => {
  it.each(['outbound-api', 'outbound-dial'] as const)('is queued at first: %s', (direction) => {
    expect(newCall(direction).call.state()).toEqual({ status: 'queued' })
  })

  it('is dialled, rings, is answered and ends, in this order and no other', () => {
    const { call, statuses } = newCall('outbound-api')
    call.ring()
    call.answer()
    expect(statuses).toEqual([])
    call.dial()
    call.answer()
    call.ring()
    call.dial()
    call.answer()
    call.ring()
    call.end('caller-hung-up')
    call.answer()
    call.end('busy')
    expect(statuses).toEqual(['initiated', 'ringing', 'in-progress', 'completed'])
  })

  it.each(['canceled', 'ended-by-request', 'carrier-stopped'] as const)(
    'is canceled when it is ended before it was answered (%s)',
    (reason) => {
      for (const { call } of [newCall('outbound-api'), ringing()]) {
        call.end(reason)
        expect(call.state()).toMatchObject({ status: 'canceled', sipResponseCode: 487, reason })
      }
    },
  )

  it.each([
    ['no-answer', 'no-answer', 487],
    ['busy', 'busy', 486],
    ['unreachable', 'failed', 404],
    ['declined', 'busy', 603],
    ['application-error', 'failed', 500],
  ] as const)('that rings ends by %s as %s', (reason, status, sipResponseCode) => {
    const { call } = ringing()
    call.end(reason)
    expect(call.state()).toEqual({ status, sipResponseCode, reason, talkedMs: 0 })
  })

  it('that is declined was not answered, where Twilio is said to say so', () => {
    const { call } = ringing({ declinedCallEndsAs: 'no-answer' })
    call.end('declined')
    expect(call.state()).toMatchObject({ status: 'no-answer', sipResponseCode: 603 })
  })

  it.each<EndReason>([
    'caller-hung-up',
    'agent-hung-up',
    'application-error',
    'ended-by-request',
    'time-limit',
    'other-party-hung-up',
    'carrier-stopped',
  ])('that was answered is completed, however it ends: %s', async (reason) => {
    const { call, clock } = ringing()
    call.answer()
    await clock.advance(2500)
    call.end(reason)
    expect(call.state()).toEqual({
      status: 'completed',
      sipResponseCode: 200,
      reason,
      talkedMs: 2500,
    })
  })

  it('stays in progress when it is led elsewhere, and stops what it does', () => {
    const { call } = ringing()
    call.answer()
    const stopped = call.redirection.begin()
    const source = { from: 'request', twiml: '<Response/>' } as const
    call.redirection.to(source)
    expect(stopped.aborted).toBe(true)
    expect(call.over.aborted).toBe(false)
    expect(call.state().status).toBe('in-progress')
    expect(call.redirection.take()).toBe(source)
    expect(call.redirection.take()).toBeUndefined()
  })

  it('remembers when it was made, answered and over', async () => {
    const { call, clock } = newCall('outbound-api')
    await clock.advance(1000)
    call.dial()
    call.ring()
    call.answer()
    await clock.advance(1000)
    expect(call.times.ended).toBeUndefined()
    call.end('caller-hung-up')
    expect(call.times).toEqual({
      created: new Date('2026-01-05T15:00:00Z'),
      dialled: new Date('2026-01-05T15:00:01Z'),
      answered: new Date('2026-01-05T15:00:01Z'),
      ended: new Date('2026-01-05T15:00:02Z'),
    })
  })
})

describe('a call to the number', () => {
  it('rings from the beginning, and is answered by the first verb that is heard', () => {
    const { call, statuses } = newCall('inbound')
    expect(call.state()).toEqual({ status: 'ringing' })
    call.dial()
    call.answer()
    expect(statuses).toEqual(['in-progress'])
  })

  it.each([
    ['rejected', {}, 'no-answer'],
    ['rejected', { rejectedCallEndsAs: 'busy' }, 'busy'],
    ['rejected', { rejectedCallEndsAs: 'failed' }, 'failed'],
    ['busy', {}, 'busy'],
    ['caller-hung-up', {}, 'no-answer'],
    ['carrier-stopped', {}, 'no-answer'],
    ['application-error', {}, 'failed'],
  ] as const)('that rings ends by %s, with %j, as %s', (reason, quirks, status) => {
    const { call } = newCall('inbound', quirks)
    call.end(reason)
    expect(call.state()).toMatchObject({ status, talkedMs: 0 })
  })
})
