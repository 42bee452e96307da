import type { Speech } from './person-name.ts'

/** What a caller says it is about: the words after `about`, `because`, `tell her that` and the like. */
export function topicIn(text: string, { tokens, found }: Speech): string | undefined {
  const leads = found.filter(({ mark }) => mark === 'tell' || mark === 'about')
  const first = leads.toSorted((one, other) => one.from - other.from || other.to - one.to)[0]
  const begin = first && tokens[first.to]
  if (!begin) return undefined
  const topic = text.slice(begin.start).trim()
  return /\p{L}{2}/u.test(topic) ? topic : undefined
}
