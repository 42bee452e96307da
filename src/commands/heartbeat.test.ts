import { describe, expect, it } from 'vitest'
import { createMissedBeats } from './heartbeat.ts'

describe('a heartbeat', () => {
  const looksAt = (beats: readonly number[]) => {
    const missedBeats = createMissedBeats({ looks: 3 })
    return beats.map((count) => missedBeats.isGone(count))
  }

  it('is gone after so many looks in a row without a beat', () => {
    expect(looksAt([1, 1, 1, 1, 1])).toEqual([false, false, false, true, true])
  })

  it('is there again with a single beat', () => {
    expect(looksAt([1, 1, 1, 2, 2, 2, 2])).toEqual([false, false, false, false, false, false, true])
  })

  it('is not missed when the machine slept, however long: it is one look later', () => {
    expect(looksAt([7, 7, 8, 9])).toEqual([false, false, false, false])
  })
})
