import { describe, expect, it } from 'vitest'
import { createCallEvents } from '../call-events.ts'
import type { Call } from '../call.ts'
import { createSteppedClock } from '../stepped-clock.ts'
import { testAccount } from '../testing/open-carrier.ts'
import { createRecordings } from './recordings.ts'
import type { RecordingRoom } from './recordings.ts'

const order = {
  source: 'StartCallRecordingAPI',
  channels: 2,
  sides: 'both',
  callback: undefined,
} as const

/** Recordings with little room, and calls of nothing but sound. */
function littleRoom(room: RecordingRoom) {
  const clock = createSteppedClock()
  const warnings: string[] = []
  let count = 0
  const recordings = createRecordings({
    account: testAccount,
    clock,
    room,
    quirks: { firstRecordedChannel: 'caller' },
    processingMs: 2000,
    restUrl: () => 'http://carrier',
    sids: { recording: () => `RE${(count += 1)}` },
    webhooks: { inform: () => Promise.reject(new Error('nobody is told')) },
    witness: {
      trace: () => undefined,
      warn: (_, code) => warnings.push(code),
      violation: () => undefined,
    },
  })
  return {
    clock,
    recordings,
    warnings,
    /** Records so many seconds of one side. */
    async record(seconds: number) {
      const call = aCall()
      const { sid } = recordings.start(call, order)
      for (let second = 0; second < seconds; second += 1) {
        call.publish({
          type: 'said',
          sound: Buffer.alloc(8000, 0x10),
          atMs: clock.monotonicMs(),
        })
        await clock.advance(1000)
      }
      return { sid, recording: () => recordings.find(sid) }
    },
    async finish(sid: string) {
      recordings.stop(sid)
      await clock.advance(2000)
    },
  }
}

function aCall(): Call {
  const events = createCallEvents({ onError: () => undefined })
  const over = new AbortController().signal
  // What a recording asks of a call.
  return { ...events, sid: 'CA1', over, listener: undefined } as unknown as Call
}

describe('recordings that there is no room for', () => {
  it('end when one alone has too much, and are kept up to there', async () => {
    const { record, clock, warnings } = littleRoom({ ofOne: 24_000, ofAll: 1_000_000 })
    const { recording } = await record(6)
    await clock.advance(2000)
    expect(recording()).toMatchObject({ status: 'completed', seconds: 4 })
    expect(warnings).toEqual(['recording-too-long'])
    const file = recording()?.file(1)
    expect((file?.length ?? 0) - 44).toBe(4 * 16_000)
  })

  it('give way to newer ones: the oldest is no longer there to be heard', async () => {
    const { record, finish, warnings } = littleRoom({ ofOne: 80_000, ofAll: 80_000 })
    const oldest = await record(5)
    await finish(oldest.sid)
    const newer = await record(4)
    await finish(newer.sid)
    expect(oldest.recording()?.file(2)).toBeDefined()
    const newest = await record(4)
    await finish(newest.sid)
    expect(warnings).toEqual(['recording-dropped'])
    expect(oldest.recording()).toMatchObject({ status: 'completed', seconds: 5 })
    expect(oldest.recording()?.file(2)).toBeUndefined()
    expect(newer.recording()?.file(2)).toBeDefined()
    expect(newest.recording()?.file(2)).toBeDefined()
  })

  it('end where none that is done could give way', async () => {
    const { record, recordings, warnings } = littleRoom({ ofOne: 80_000, ofAll: 40_000 })
    const first = await record(3)
    const second = await record(4)
    expect(warnings).toEqual(['recording-too-long'])
    expect(first.recording()?.status).toBe('in-progress')
    expect(second.recording()?.status).toBe('completed')
    expect(recordings.all()).toHaveLength(2)
  })
})
