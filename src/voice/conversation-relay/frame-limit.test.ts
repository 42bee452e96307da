import { expect, it } from 'vitest'
import { createManualClock } from '../../../test/fakes/manual-clock.ts'
import { createFrameLimit } from './frame-limit.ts'

const frame = Buffer.from('{}')

it('lets a burst through, and then as many frames as time allows', () => {
  const clock = createManualClock()
  const limit = createFrameLimit(clock)
  const burst = Array.from({ length: 400 }, () => limit.refusalOf(frame))
  expect(new Set(burst)).toEqual(new Set([undefined]))
  expect(limit.refusalOf(frame)).toBe('too-many')
  clock.advance(20)
  expect([1, 2, 3].map(() => limit.refusalOf(frame))).toEqual([undefined, undefined, 'too-many'])
})

it('refuses a frame that is longer than anything a caller says', () => {
  const limit = createFrameLimit(createManualClock())
  expect(limit.refusalOf(Buffer.alloc(64 * 1024))).toBeUndefined()
  expect(limit.refusalOf(Buffer.alloc(64 * 1024 + 1))).toBe('too-long')
})
