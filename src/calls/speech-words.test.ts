import { describe, expect, it } from 'vitest'
import { paceOf, usualMsPerCharacter, wholeSentences, wordsWithin } from './speech-words.ts'

const words = 'We open at nine, and close at five.'
const whole = { words, soundMs: 3_500, isWhole: true }
const usual = { msPerCharacter: usualMsPerCharacter }

describe('the words within so much of their sound', () => {
  it.each([
    [0, ''],
    [99, ''],
    [200, 'We'],
    [690, 'We'],
    [700, 'We open'],
    [1_500, 'We open at nine,'],
    [1_540, 'We open at nine,'],
    [3_350, 'We open at nine, and close at'],
    [3_500, words],
    [9_999, words],
  ])('after %i ms are whole words', (heardMs, heard) => {
    expect(wordsWithin(whole, { heardMs, ...usual })).toBe(heard)
  })

  it('are no more than can have been said, while words run ahead of their sound', () => {
    const coming = { words, soundMs: 700, isWhole: false }
    expect(wordsWithin(coming, { heardMs: 700, ...usual })).toBe('We open at')
  })

  it('are those of their sound where this voice is slower than others', () => {
    const coming = { words: 'We open', soundMs: 1_400, isWhole: false }
    expect(wordsWithin(coming, { heardMs: 700, ...usual })).toBe('We')
  })

  it('are cut between words also where nothing stands between them', () => {
    const japanese = { words: '九時に開店して五時に閉店します。', soundMs: 1_600, isWhole: true }
    const heard = wordsWithin(japanese, { heardMs: 800, ...usual })
    expect(heard.length).toBeGreaterThan(2)
    expect(japanese.words.startsWith(heard)).toBe(true)
  })

  it('are none where none are known', () => {
    const nothing = { words: '', soundMs: 1_000, isWhole: false }
    expect(wordsWithin(nothing, { heardMs: 500, ...usual })).toBe('')
  })
})

describe('how fast a voice speaks', () => {
  it('is told by what it has said', () => {
    expect(paceOf(whole)).toBeCloseTo(100)
  })

  it.each([
    ['a few words', { words: 'Yes.', soundMs: 400, isWhole: true }],
    ['words that are still coming', { ...whole, isWhole: false }],
    ['words without their sound', { ...whole, soundMs: 0 }],
    ['a long silence', { ...whole, soundMs: 60_000 }],
  ])('is not told by %s', (_, part) => {
    expect(paceOf(part)).toBeUndefined()
  })
})

it('whole sentences end where one ends, and not at the next word', () => {
  expect(wholeSentences('We open at nine. And we')).toBe('We open at nine.')
  expect(wholeSentences('It is 9.30 now')).toBe('')
  expect(wholeSentences('"Really?" she said. Yes!')).toBe('"Really?" she said. Yes!')
})
