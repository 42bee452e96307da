import type { Token } from './tokens.ts'

/** Finds all phrases of a language in one pass over what was said. */
export interface PhraseBook<Mark extends string> {
  find(tokens: readonly Token[]): readonly Found<Mark>[]
}

/** A phrase that was found, from one token up to another. */
export interface Found<Mark extends string> {
  readonly mark: Mark
  readonly from: number
  readonly to: number
}

/** Prepares phrases as `Hears` describes them. */
export function createPhraseBook<Mark extends string>(
  phrases: Readonly<Record<Mark, string>>,
): PhraseBook<Mark> {
  const marks = Object.keys(phrases).filter((key): key is Mark => key in phrases)
  const byFirstWord = new Map<string, Phrase<Mark>[]>()
  for (const phrase of marks.flatMap((mark) => phrasesOf(mark, phrases[mark]))) {
    for (const word of firstWords(phrase.items)) {
      byFirstWord.set(word, [...(byFirstWord.get(word) ?? []), phrase])
    }
  }
  const startingWith = (word: string) => byFirstWord.get(word) ?? []
  return {
    find(tokens) {
      const spans = tokens.flatMap(({ word }, from) =>
        [...startingWith(word), ...startingWith('*')].flatMap((phrase) =>
          endsOf(phrase, { tokens, from }).map((to) => ({ phrase, from, to })),
        ),
      )
      return withoutRuledOut(spans)
    },
  }
}

interface Phrase<Mark extends string> {
  readonly mark: Mark
  /** A find that touches this one does not count. */
  readonly rulesOut: boolean
  readonly items: readonly Item[]
  readonly beginsClause: boolean
  readonly endsClause: boolean
}

interface Item {
  /** `undefined`: any word. */
  readonly words: ReadonlySet<string> | undefined
  readonly optional: boolean
}

interface Span<Mark extends string> {
  readonly phrase: Phrase<Mark>
  readonly from: number
  readonly to: number
}

function phrasesOf<Mark extends string>(mark: Mark, text: string): Phrase<Mark>[] {
  return text.split(' ! ').flatMap((list, part) =>
    list
      .split('|')
      .map((phrase) => phrase.trim())
      .filter((phrase) => phrase !== '')
      .map((phrase) => ({
        mark,
        rulesOut: part > 0,
        items: itemsOf(phrase.replace(/^\^/, '').replace(/\$$/, '')),
        beginsClause: phrase.startsWith('^'),
        endsClause: phrase.endsWith('$'),
      })),
  )
}

function itemsOf(phrase: string): Item[] {
  return (phrase.match(/\[[^\]]*\]|\S+/g) ?? []).flatMap((item): Item[] => {
    if (item === '~') return Array.from({ length: 3 }, () => ({ words: undefined, optional: true }))
    const optional = item.startsWith('[')
    const choices = item.replaceAll(/[[\]]/g, '').split('/')
    return [{ words: choices.includes('*') ? undefined : new Set(choices), optional }]
  })
}

/** The words with which a phrase can begin; `*` for any. */
function firstWords(items: readonly Item[]): readonly string[] {
  const upToNeeded = items.findIndex(({ optional }) => !optional) + 1
  const first = items.slice(0, upToNeeded === 0 ? items.length : upToNeeded)
  if (first.some(({ words }) => words === undefined)) return ['*']
  return [...new Set(first.flatMap(({ words }) => [...(words ?? [])]))]
}

/** Every token up to which a phrase that begins here can reach. */
function endsOf<Mark extends string>(
  { items, beginsClause, endsClause, rulesOut }: Phrase<Mark>,
  place: { tokens: readonly Token[]; from: number },
): readonly number[] {
  const { tokens, from } = place
  if (beginsClause && tokens[from]?.beginsClause !== true) return []
  const ends = placesAfter(items, place).filter(
    (to) => to > from && !(rulesOut && goesOverClause(tokens, { from, to })),
  )
  return endsClause ? ends.filter((to) => tokens[to - 1]?.endsClause === true) : ends
}

/** `An emergency, contact me` is no emergency contact. */
function goesOverClause(
  tokens: readonly Token[],
  { from, to }: { from: number; to: number },
): boolean {
  return tokens.slice(from, to - 1).some(({ endsClause }) => endsClause)
}

function placesAfter(
  items: readonly Item[],
  { tokens, from }: { tokens: readonly Token[]; from: number },
): readonly number[] {
  let places = new Set([from])
  for (const { words, optional } of items) {
    const next = new Set(optional ? places : [])
    for (const at of places) {
      if (fits(words, { tokens, from, at })) next.add(at + 1)
    }
    if (next.size === 0) return []
    places = next
  }
  return [...places]
}

/** A phrase goes over commas, but never over the end of a sentence. */
function fits(
  words: ReadonlySet<string> | undefined,
  { tokens, from, at }: { tokens: readonly Token[]; from: number; at: number },
): boolean {
  const token = tokens[at]
  if (!token || (at > from && tokens[at - 1]?.endsSentence === true)) return false
  return words === undefined || words.has(token.word)
}

function withoutRuledOut<Mark extends string>(spans: readonly Span<Mark>[]): Found<Mark>[] {
  const ruledOut = spans.filter(({ phrase }) => phrase.rulesOut)
  return spans
    .filter(({ phrase }) => !phrase.rulesOut)
    .filter(
      ({ phrase, from, to }) =>
        !ruledOut.some(
          (wide) => wide.phrase.mark === phrase.mark && wide.from < to && from < wide.to,
        ),
    )
    .map(({ phrase, from, to }) => ({ mark: phrase.mark, from, to }))
}
