import type { Lexicon } from './lexicon.ts'
import { tidyText, tokensOf, type Token } from './tokens.ts'

/** Whether the words of one of the owner's phrases were said, one after the other. */
export function saysPhrase(
  tokens: readonly Token[],
  { phrase, lexicon }: { phrase: string; lexicon: Lexicon },
): boolean {
  const words = tokensOf(tidyText(phrase), lexicon).map(({ word }) => word)
  if (words.length === 0) return false
  return tokens.some((_, from) => words.every((word, part) => tokens[from + part]?.word === word))
}
