import { createPhraseBook, type PhraseBook } from './phrase-book.ts'
import type { AskedByOthers, Hears, Mark } from './words.ts'

/** The words of a language, made ready for looking them up. */
export interface Lexicon {
  readonly phrases: PhraseBook<Mark>
  readonly asks: PhraseBook<AskedByOthers>
  readonly contractions: ReadonlyMap<string, string>
  readonly pairs: ReadonlySet<string>
  readonly digits: ReadonlyMap<string, string>
  readonly tens: ReadonlyMap<string, string>
  readonly repeats: ReadonlyMap<string, string>
  readonly weekdays: readonly string[]
  readonly email: Hears['email']
  is(kind: WordKind, word: string): boolean
  stem(word: string): string
}

/** The lists of single words in `Hears`. */
export type WordKind =
  | 'fillers'
  | 'openers'
  | 'softeners'
  | 'digitJoiners'
  | 'otherNumbers'
  | 'dayWords'
  | 'timeWords'
  | 'whenJoiners'
  | 'hourLeads'
  | 'others'
  | 'notNames'
  | 'nameParticles'
  | 'nameLeads'
  | 'nameTails'
  | 'titles'
  | 'common'
  | 'small'
  | 'ruledOut'
  | 'bounds'
  | 'present'
  | 'onOffer'
  | 'besideRoles'

export function createLexicon(hears: Hears): Lexicon {
  const sets = new Map<WordKind, ReadonlySet<string>>()
  const setOf = (kind: WordKind) => {
    const set = sets.get(kind) ?? new Set(hears[kind].split(/\s+/))
    sets.set(kind, set)
    return set
  }
  return {
    phrases: createPhraseBook(hears.phrases),
    asks: createPhraseBook(hears.asks),
    contractions: tableOf(hears.contractions),
    pairs: new Set(hears.pairs.split('|')),
    digits: tableOf(hears.digits),
    tens: tableOf(hears.tens),
    repeats: tableOf(hears.repeats),
    weekdays: hears.weekdays.split(' '),
    email: hears.email,
    is: (kind, word) => setOf(kind).has(word),
    stem: hears.stem,
  }
}

function tableOf(rows: string): ReadonlyMap<string, string> {
  const pairs = rows.split('|').map((row) => row.trim().split('='))
  return new Map(pairs.map(([from = '', to = '']) => [from, to]))
}
