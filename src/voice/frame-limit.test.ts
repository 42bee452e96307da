import { expect, it } from 'vitest'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { createFrameLimit } from './frame-limit.ts'

const frame = Buffer.from('{}')
const limits = { longestFrameBytes: 64 * 1024, framesPerSecond: 100, mostAtOnce: 400 }

it('lets a burst through, and then as many frames as time allows', () => {
  const clock = createManualClock()
  const limit = createFrameLimit(clock, limits)
  const burst = Array.from({ length: 400 }, () => limit.refusalOf(frame))
  expect(new Set(burst)).toEqual(new Set([undefined]))
  expect(limit.refusalOf(frame)).toBe('too-many')
  clock.advance(20)
  expect([1, 2, 3].map(() => limit.refusalOf(frame))).toEqual([undefined, undefined, 'too-many'])
  expect(limit.lastFrameAtMs).toBe(20)
})

it('refuses a frame that is longer than anything a caller says', () => {
  const limit = createFrameLimit(createManualClock(), limits)
  expect(limit.refusalOf(Buffer.alloc(64 * 1024))).toBeUndefined()
  expect(limit.refusalOf(Buffer.alloc(64 * 1024 + 1))).toBe('too-long')
})
