import { expect, it } from 'vitest'
import { createLexicon } from './lexicon.ts'
import { createPhraseBook } from './phrase-book.ts'
import { tokensOf } from './tokens.ts'
import { wordsEn } from './words-en.ts'

const lexicon = createLexicon(wordsEn.hears)

function finds(phrases: string, text: string): boolean {
  return createPhraseBook({ it: phrases }).find(tokensOf(text, lexicon)).length > 0
}

it.each([
  ['leave/take a message', 'I want to take a message', true],
  ['leave/take a message', 'a message', false],
  ['leave [a/the] message', 'leave message', true],
  ['leave [a/the] message', 'leave my message', false],
  ['call * back', 'call Ann back', true],
  ['call * back', 'call back', false],
  ['call ~ back', 'call back', true],
  ['call ~ back', 'call my dear wife back', true],
  ['call ~ back', 'call my dear old wife back', false],
  ['^bye', 'bye then', true],
  ['^bye', 'standing bye', false],
  ['^bye', 'ok, bye', true],
  ['bye$', 'ok bye', true],
  ['bye$', 'bye then', false],
  ['^what$', 'What? I said no', true],
  ['fire | flood', 'a flood', true],
  ['emergency ! emergency exit', 'where is the emergency exit', false],
  ['emergency ! emergency exit', 'an emergency at the emergency exit', true],
  ['emergency ! emergency contact', 'an emergency, contact me', true],
])('of "%s" in "%s": %s', (phrases, text, isFound) => {
  expect(finds(phrases, text)).toBe(isFound)
})

it('goes over commas, never over the end of a sentence', () => {
  expect(finds('call me', 'call, me')).toBe(true)
  expect(finds('call me', 'I had a call. Me too')).toBe(false)
})

it('tells where a phrase was found', () => {
  const tokens = tokensOf('now call me', lexicon)
  expect(createPhraseBook({ it: 'call me' }).find(tokens)).toEqual([{ mark: 'it', from: 1, to: 3 }])
})
