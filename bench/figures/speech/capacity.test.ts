import { describe, expect, it } from 'vitest'
import { overload, searchCapacity } from './capacity.ts'
import type { SpeechFigures } from './speech-figures.ts'

const limits = { first: 100, most: 3_000, step: 20 }

function searching(carries: number) {
  const tried: number[] = []
  const trial = (calls: number) => {
    tried.push(calls)
    return Promise.resolve(calls <= carries ? undefined : 'too many')
  }
  return { tried, found: searchCapacity(trial, limits) }
}

describe('the search for the most calls', () => {
  it.each([[30], [100], [101], [735], [2_999]])('finds %i up to its step', async (carries) => {
    const { calls, beyond } = await searching(carries).found
    expect(calls).toBeLessThanOrEqual(carries)
    expect(calls).toBeGreaterThan(carries - limits.step)
    expect(beyond).toBe('too many')
  })

  it('asks for nothing twice, and for no more than it may', async () => {
    const { found, tried } = searching(5_000)
    expect(await found).toEqual({ calls: 3_000, beyond: 'nobody asked for more' })
    expect(new Set(tried).size).toBe(tried.length)
  })
})

/** What the search looks at. */
function window(frames: Partial<SpeechFigures['frames']>, lostLines = 0) {
  const spread = { p50: 1, p99: 2 }
  return {
    frames: {
      toModelMs: spread,
      toCallerMs: spread,
      lost: 0,
      disordered: 0,
      lateShare: 0,
      loadLateMs: spread,
      ...frames,
    },
    trouble: { answers: 1, lostLines, strangePieces: 0, refused: {} },
  } as SpeechFigures
}

it('a server carries calls as long as nothing is lost, late or out of order, in either direction', () => {
  const slow = { p50: 1, p99: 20 }
  expect(overload(window({}))).toBeUndefined()
  expect(overload(window({ toCallerMs: slow }))).toContain('20.0 ms')
  expect(overload(window({ toModelMs: slow }))).toContain('20.0 ms')
  expect(overload(window({ toModelMs: slow, loadLateMs: slow }))).toContain('the load itself')
  expect(overload(window({ lost: 1 }))).toContain('lost')
  expect(overload(window({ disordered: 1 }))).toContain('out of order')
  expect(overload(window({}, 1))).toContain('let go')
  expect(overload(window({ toModelMs: { p50: undefined, p99: undefined } }))).toBeDefined()
})
