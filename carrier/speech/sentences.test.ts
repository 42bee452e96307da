import { assert, property, string } from 'fast-check'
import { expect, it } from 'vitest'
import { takeSentences } from './sentences.ts'
import { endsWordGroup, wordsOf } from './words.ts'

it.each([
  ['We open at nine. We close', ['We open at nine. '], 'We close'],
  ['Really?! "Yes." And', ['Really?! ', '"Yes." '], 'And'],
  ['It costs 9.30 or', [], 'It costs 9.30 or'],
  ['Not yet complete.', [], 'Not yet complete.'],
  ['First line\nsecond', ['First line\n'], 'second'],
  ['九点开门。下午', ['九点开门。'], '下午'],
])('takes the complete sentences from %j', (text, sentences, rest) => {
  expect(takeSentences(text)).toEqual({ sentences, rest })
})

it('loses no character, whatever is said', () => {
  assert(
    property(string({ unit: 'grapheme' }), (text) => {
      const { sentences, rest } = takeSentences(text)
      expect(sentences.join('') + rest).toBe(text)
    }),
  )
})

it('cuts text into words that add up to it', () => {
  expect(wordsOf('We open  at nine. ')).toEqual(['We ', 'open  ', 'at ', 'nine. '])
  assert(
    property(string({ unit: 'grapheme' }), (text) => {
      expect(wordsOf(`a${text}`).join('')).toBe(`a${text}`)
    }),
  )
})

it('cuts long text without blanks into pieces, never inside a letter', () => {
  const pieces = wordsOf('👩‍👩‍👧'.repeat(20))
  expect(pieces.length).toBeGreaterThan(2)
  expect(pieces.every((piece) => piece.length % '👩‍👩‍👧'.length === 0)).toBe(true)
})

it('reports words at a comma, at the end of a sentence, or when there are five', () => {
  expect(endsWordGroup(['We ', 'open, '])).toBe(true)
  expect(endsWordGroup(['nine."'])).toBe(true)
  expect(endsWordGroup(['We ', 'open ', 'at '])).toBe(false)
  expect(endsWordGroup(['a ', 'b ', 'c ', 'd ', 'e '])).toBe(true)
})
