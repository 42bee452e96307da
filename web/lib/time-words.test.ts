import { describe, expect, it } from 'vitest'
import { distanceWords, durationWords, timeWords, timeWordsWithin } from './time-words.ts'

const now = new Date(2026, 2, 2, 15, 30)

function at(day: number, hour: number): string {
  return new Date(2026, 2, day, hour).toISOString()
}

describe('times in words', () => {
  it.each([
    { iso: at(2, 9), words: /^Today, 0?9:00/ },
    { iso: at(1, 23), words: /^Yesterday, / },
    { iso: at(3, 1), words: /^Tomorrow, / },
    { iso: at(5, 9), words: /^Thu.*5/ },
    { iso: at(20, 9), words: /^(?!.*Fri).*Mar.*20|^(?!.*Fri).*20.*Mar/ },
    { iso: new Date(2024, 0, 5).toISOString(), words: /2024/ },
  ])('call $iso $words', ({ iso, words }) => {
    expect(timeWords(iso, now)).toMatch(words)
  })

  it('start small inside a sentence', () => {
    expect(timeWordsWithin(at(2, 9), now)).toMatch(/^today/)
  })

  it.each([
    { iso: at(2, 17), words: 'in 2 hours' },
    { iso: at(2, 15), words: '30 minutes ago' },
    { iso: at(5, 15), words: 'in 3 days' },
    { iso: now.toISOString(), words: 'just now' },
  ])('tell the distance: $words', ({ iso, words }) => {
    expect(distanceWords(iso, now)).toBe(words)
  })

  it.each([
    { seconds: 5, words: '0:05' },
    { seconds: 65.9, words: '1:05' },
    { seconds: 3725, words: '1:02:05' },
    { seconds: -3, words: '0:00' },
  ])('tell a length: $words', ({ seconds, words }) => {
    expect(durationWords(seconds)).toBe(words)
  })
})
