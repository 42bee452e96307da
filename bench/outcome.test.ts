import { describe, expect, it } from 'vitest'
import { speechOutcome } from './outcome.ts'
import type { SpeechFindings } from './run-speech-bench.ts'

const nothing: SpeechFindings = { pairs: [], capacity: undefined, endurance: undefined }
const endurance = {
  calls: 20,
  minutes: 1,
  rss: [1, 1, 1, 1],
  interruptions: 240,
  lost: 0,
  lostLines: 0,
}

describe('the outcome of a speech run', () => {
  it('tells how many calls each server carries, and why no more', () => {
    const capacity = {
      lean: { calls: 700, beyond: 'added latency p99 was 22.0 ms' },
      ours: { calls: 600, beyond: '3 frames were lost' },
    }
    const { found, table } = speechOutcome({ ...nothing, capacity })
    expect(table).toContain('lean relay      700 calls; with more: added latency p99 was 22.0 ms')
    expect(table).toContain('LegacyAI Voice  600 calls; with more: 3 frames were lost')
    expect(found).toMatchObject({ capacity })
  })

  it('says of memory alone whether it was flat, without a table of loads that were not there', () => {
    const { isBroken, table } = speechOutcome({ ...nothing, endurance })
    expect(table.trim()).toMatch(/^met +Memory over 1 minutes/)
    expect(table).not.toContain('not measured')
    expect(isBroken).toBe(false)
  })

  it('is broken when a line was let go, however the figures are', () => {
    expect(speechOutcome({ ...nothing, endurance: { ...endurance, lostLines: 1 } }).isBroken).toBe(
      true,
    )
  })
})
