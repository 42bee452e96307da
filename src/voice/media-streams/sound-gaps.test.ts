import { describe, expect, it } from 'vitest'
import { soundOf } from '../../../test/fakes/media-carrier.ts'
import { SoundGaps, untold } from './sound-gaps.ts'

const frame = soundOf(20)

/** What is missing before each of these frames, on a stream whose first message had the number 1. */
function missingBefore(...frames: readonly [sequence: number, timestampMs: number][]): number[] {
  const gaps = new SoundGaps(0)
  gaps.numbered(1)
  return frames.map(([sequence, timestampMs]) => gaps.before({ sequence, timestampMs }, frame))
}

describe('sound that goes on', () => {
  it('misses nothing, wherever its time begins', () => {
    expect(missingBefore([2, 0], [3, 20], [4, 40])).toEqual([0, 0, 0])
    expect(missingBefore([2, 4_711], [3, 4_731], [4, 4_751])).toEqual([0, 0, 0])
  })

  it('misses nothing where the carrier rounds its times, or other messages come between', () => {
    expect(missingBefore([2, 0], [3, 21], [4, 39], [5, 62])).toEqual([0, 0, 0, 0])
    expect(missingBefore([2, 0], [5, 20], [9, 40])).toEqual([0, 0, 0])
  })

  it('misses what the time leaped over', () => {
    expect(missingBefore([2, 0], [4, 40], [5, 60], [6, 380])).toEqual([0, 20, 0, 300])
  })

  it('misses what came before the first piece that arrived', () => {
    expect(missingBefore([5, 60], [6, 80])).toEqual([60, 0])
  })

  it('misses nothing that nobody tells', () => {
    expect(missingBefore([2, untold], [untold, 40], [4, 60], [5, untold], [6, 500])).toEqual([
      0, 0, 0, 0, 420,
    ])
  })

  it('begins anew where its time goes back', () => {
    expect(missingBefore([2, 5_000], [3, 0], [4, 20], [5, 60])).toEqual([0, 0, 0, 20])
  })
})

describe('silence in the place of what is missing', () => {
  it('is as long as that, and ten seconds at most', () => {
    const gaps = new SoundGaps(0)
    expect([gaps.fill(20, 60_000), gaps.fill(9_000, 60_000), gaps.fill(3_600_000, 60_000)]).toEqual(
      [20, 9_000, 10_000],
    )
  })

  it('is left out where it was put in already', () => {
    const gaps = new SoundGaps(0)
    gaps.advance(1_000)
    expect([gaps.fill(300, 60_000), gaps.fill(900, 60_000), gaps.fill(500, 60_000)]).toEqual([
      0, 200, 500,
    ])
  })

  it('is never much more than time has passed, whatever the carrier tells', () => {
    const gaps = new SoundGaps(0)
    const filled = Array.from({ length: 100 }, (_, second) => gaps.fill(1e9, second * 100))
    const sum = filled.reduce((total, ms) => total + ms, 0)
    expect(sum).toBeLessThanOrEqual(10_000 + 99 * 100)
  })
})
