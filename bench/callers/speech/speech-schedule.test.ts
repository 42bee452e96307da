import { expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { createSpeechSchedule } from './speech-schedule.ts'

it('callers begin to speak twice in ten seconds, at moments of their own', () => {
  const seconds = 600
  const starts = [1, 2, 3].map((seed) => {
    const schedule = createSpeechSchedule(createRandom(seed))
    const frames = Array.from({ length: seconds * 50 }, () => schedule.speaksNext())
    expect(frames[0]).toBe(false)
    return frames.flatMap((speaks, at) => (speaks && !frames[at - 1] ? [at] : []))
  })
  for (const { length } of starts) {
    expect(length).toBeGreaterThan(seconds / 5.5)
    expect(length).toBeLessThan(seconds / 4.5)
  }
  expect(new Set(starts.map(([first]) => first)).size).toBe(3)
})
