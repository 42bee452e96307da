import type { Lexicon } from './lexicon.ts'
import type { Speech } from './person-name.ts'

/** What a caller says it is about: the words after `about`, `because`, `tell her that` and the like. */
export function topicIn(
  text: string,
  { speech: { tokens, found }, lexicon }: { speech: Speech; lexicon: Lexicon },
): string | undefined {
  const leads = found.filter(({ mark }) => mark === 'tell' || mark === 'about')
  const first = leads.toSorted((one, other) => one.from - other.from || other.to - one.to)[0]
  const begin = first && tokens[first.to]
  if (!begin) return undefined
  // Whom `tell her that` means was said before it.
  const isOfSomebody = tokens
    .slice(first.from, first.to)
    .some(({ word }) => lexicon.is('others', word))
  const isAfterMore = first.from >= fewestBefore
  const topic = isOfSomebody && isAfterMore ? text : text.slice(begin.start).trim()
  return /\p{L}{2}/u.test(topic) ? topic : undefined
}

const fewestBefore = 4
