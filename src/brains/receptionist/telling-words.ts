import type { Lexicon } from './lexicon.ts'
import type { Understood } from './understand.ts'
import type { Mark } from './words.ts'

/**
 * How many words tell a matter: neither a wish, a name, a number or a time, nor words that everybody uses.
 * `since`: the place in the text at which the counting begins.
 */
export function tellingWords(heard: Understood, lexicon: Lexicon, since = 0): number {
  const { tokens, found, number, introduced = '', company = '' } = heard
  const names = `${introduced} ${company}`.toLowerCase().split(' ')
  const isSaidElsewhere = (at: number) =>
    isWithin(number, at) || found.some((one) => !telling.has(one.mark) && isWithin(one, at))
  return tokens.filter(
    ({ word, start }, at) =>
      start >= since &&
      word.length > shortest &&
      !isSaidElsewhere(at) &&
      !names.includes(word) &&
      !lexicon.weekdays.includes(word) &&
      !empty.some((kind) => lexicon.is(kind, word)),
  ).length
}

const shortest = 2
const empty = [
  'common',
  'notNames',
  'dayWords',
  'timeWords',
  'whenJoiners',
  'besideRoles',
  'fillers',
] as const

/** Phrases that are a part of the matter. */
const telling: ReadonlySet<Mark> = new Set<Mark>(['lead', 'complaint', 'emergency', 'question'])

function isWithin(span: { from: number; to: number } | undefined, at: number): boolean {
  return span !== undefined && span.from <= at && at < span.to
}
