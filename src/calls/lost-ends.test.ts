import { describe, expect, it } from 'vitest'
import { agentHeard, callerSaid, entry, incomingCall } from '../../test/contracts/call-builders.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { createMemoryStores } from '../../test/fakes/memory-stores.ts'
import { everythingSettles } from '../../test/fakes/answered-call.ts'
import { AppError } from '../lib/errors.ts'
import { silentLogger, type LogFields } from '../lib/logger.ts'
import { createLostEndsSweep } from './lost-ends.ts'
import type { CarrierCall } from './phone-network.ts'

const minute = 60_000
const hour = 60 * minute
const over: CarrierCall = {
  state: 'over',
  status: 'completed',
  durationSeconds: 42,
  endedAt: new Date('2026-03-02T15:01:00Z'),
}

/** A sweep over calls in memory, with a carrier that says what the test has it say. */
function lostEnds({ forgottenAfterMs = 24 * hour } = {}) {
  const clock = createManualClock()
  const stores = createMemoryStores()
  const known = new Map<string, CarrierCall | Error>()
  const asked: string[] = []
  const live = new Set<string>()
  const warnings: LogFields[] = []
  const sweep = createLostEndsSweep({
    calls: stores.calls,
    journal: stores.journal,
    clock,
    forgottenAfterMs,
    isLive: (sid) => live.has(sid),
    settle: (end) => stores.calls.settle(end),
    log: { ...silentLogger, warn: (fields) => void warnings.push(fields) },
    phoneNetwork: {
      async lookUp(sid) {
        asked.push(sid)
        test.onAsked()
        const answer = known.get(sid) ?? { state: 'unknown' }
        if (answer instanceof Error) throw answer
        return answer
      },
    },
  })
  sweep.start()

  const test = {
    asked,
    onAsked: (): unknown => undefined,
    known,
    live,
    stores,
    sweep,
    warnings,
    async call() {
      const { call } = await stores.calls.open(incomingCall('an-agent', { at: clock.now() }))
      return call
    },
    async passes(ms: number) {
      for (let left = ms; left > 0; left -= minute) {
        clock.advance(Math.min(left, minute))
        await everythingSettles()
      }
    },
    recordOf: async ({ id }: { id: string }) => stores.archive.find(id),
  }
  return test
}

class CarrierAway extends AppError {
  override readonly code = 'carrier-away'
  override readonly retryable = true
}

describe('a call whose end nobody told us', () => {
  it('is asked about within a minute and a half, and ends as the carrier says', async () => {
    const lost = lostEnds()
    const call = await lost.call()
    lost.known.set(call.sid, over)
    await lost.passes(20_000)
    expect(lost.asked).toEqual([])
    await lost.passes(70_000)
    expect(await lost.recordOf(call)).toMatchObject({
      status: 'completed',
      durationSeconds: 42,
      endedAt: new Date('2026-03-02T15:01:00Z'),
      outcome: 'no-conversation',
    })
    await lost.passes(5 * minute)
    expect(lost.asked).toEqual([call.sid])
  })

  it('goes on as long as the carrier says so, and is asked about again', async () => {
    const lost = lostEnds()
    const call = await lost.call()
    lost.known.set(call.sid, { state: 'going-on' })
    await lost.passes(3 * minute)
    expect(lost.asked).toEqual([call.sid, call.sid])
    expect(await lost.recordOf(call)).toMatchObject({ status: 'active' })
    lost.known.set(call.sid, { ...over, endedAt: undefined })
    await lost.passes(minute)
    expect(await lost.recordOf(call)).toMatchObject({
      status: 'completed',
      endedAt: new Date('2026-03-02T15:04:00Z'),
    })
  })

  it('while no server was there is asked about as soon as one is', async () => {
    const lost = lostEnds()
    await lost.sweep.stop()
    const call = await lost.call()
    lost.known.set(call.sid, over)
    await lost.passes(2_000)
    lost.sweep.start()
    await lost.passes(2_000)
    expect(await lost.recordOf(call)).toMatchObject({ status: 'completed', durationSeconds: 42 })
  })

  it('is left alone while this process has it', async () => {
    const lost = lostEnds()
    const call = await lost.call()
    lost.live.add(call.sid)
    await lost.passes(5 * minute)
    expect(lost.asked).toEqual([])
    expect(await lost.recordOf(call)).toMatchObject({ status: 'active' })
  })

  it('is believed to go on for a day when the carrier does not know it', async () => {
    const lost = lostEnds()
    const call = await lost.call()
    await lost.passes(23 * hour)
    expect(await lost.recordOf(call)).toMatchObject({ status: 'active' })
    await lost.passes(hour)
    expect(await lost.recordOf(call)).toMatchObject({ status: 'failed', durationSeconds: 0 })
  })

  it('is over at once when a carrier does not know it that forgets nothing', async () => {
    const lost = lostEnds({ forgottenAfterMs: 0 })
    const call = await lost.call()
    await lost.passes(3 * minute)
    expect(await lost.recordOf(call)).toMatchObject({ status: 'failed' })
  })

  it('was a call when something was said in it, as long as it was heard of', async () => {
    const lost = lostEnds({ forgottenAfterMs: 0 })
    const call = await lost.call()
    const { id: callId, epoch } = call
    const at = (second: number) => new Date(call.startedAt.getTime() + second * 1000)
    await lost.stores.journal.append({
      callId,
      epoch,
      phase: 'listening',
      entries: [entry(1, agentHeard('Hello'), at(3)), entry(2, callerSaid('Hello'), at(8))],
    })
    await lost.passes(3 * minute)
    expect(await lost.recordOf(call)).toMatchObject({
      status: 'completed',
      outcome: 'talked',
      durationSeconds: 8,
      endedAt: at(8),
    })
  })

  it('is asked about again a minute after the carrier could not be reached', async () => {
    const lost = lostEnds()
    const [first, second] = [await lost.call(), await lost.call()]
    lost.known.set(first.sid, new CarrierAway('The carrier is away'))
    lost.known.set(second.sid, over)
    await lost.passes(2 * minute)
    expect(lost.asked).toEqual([first.sid])
    expect(lost.warnings).toEqual([{ reason: 'The carrier is away' }])
    lost.known.set(first.sid, over)
    await lost.passes(minute)
    expect(await lost.recordOf(first)).toMatchObject({ status: 'completed' })
    expect(await lost.recordOf(second)).toMatchObject({ status: 'completed' })
  })

  it('and that the carrier has trouble with keeps no other waiting', async () => {
    const lost = lostEnds()
    const [first, second] = [await lost.call(), await lost.call()]
    lost.known.set(first.sid, new Error('No such name of a call'))
    lost.known.set(second.sid, over)
    await lost.passes(2 * minute)
    expect(lost.warnings).toEqual([{ callSid: first.sid, reason: 'No such name of a call' }])
    expect(await lost.recordOf(second)).toMatchObject({ status: 'completed' })
  })

  it('is not asked about by a server that has stopped', async () => {
    const lost = lostEnds()
    const call = await lost.call()
    lost.known.set(call.sid, over)
    await lost.sweep.stop()
    await lost.passes(5 * minute)
    expect(lost.asked).toEqual([])
    lost.sweep.start()
    lost.sweep.start()
    await lost.passes(minute)
    expect(lost.asked).toEqual([call.sid])
  })

  it('is not ended when it comes back to this process while the carrier is being asked', async () => {
    const lost = lostEnds()
    const call = await lost.call()
    lost.known.set(call.sid, over)
    lost.onAsked = () => lost.live.add(call.sid)
    await lost.passes(3 * minute)
    expect(lost.asked).toEqual([call.sid])
    expect(await lost.recordOf(call)).toMatchObject({ status: 'active' })
  })
})
