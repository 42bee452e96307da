import type { Lexicon } from './lexicon.ts'
import type { Token } from './tokens.ts'

/** A name found among other words, up to a token. */
export interface NameFound {
  readonly name: string
  readonly words: readonly Token[]
  readonly to: number
}

/** The name that begins at a token: a few words in a row, none of them an ordinary one. */
export function nameFrom(
  tokens: readonly Token[],
  { from, lexicon }: { from: number; lexicon: Lexicon },
): NameFound | undefined {
  const words = wordsOfName(tokens.slice(from), lexicon)
  const isOnlyParticle =
    words.length === 1 &&
    !isWrittenAsName(words) &&
    words.every(({ word }) => lexicon.is('nameParticles', word))
  if (words.length === 0 || isOnlyParticle) return undefined
  const isInside = (word: string) => words.length > 1 && lexicon.is('nameParticles', word)
  const isShouted = words.every(({ raw }) => raw === raw.toUpperCase())
  const name = words
    .map(({ raw, word }) =>
      isInside(word) ? raw : wellWritten(isShouted ? raw.toLowerCase() : raw),
    )
    .join(' ')
  return { name, words, to: from + words.length }
}

/** Whether every word is written like a name. */
export function isWrittenAsName(words: readonly Token[]): boolean {
  return words.length > 0 && words.every(({ raw }) => /^\p{Lu}/u.test(raw))
}

/** A name with a word of it spelled: `Smith, S M Y T H` is `Smyth`. */
export function withSpelling(name: string, tokens: readonly Token[]): string {
  const spelled = spelledName(tokens)
  if (spelled === undefined) return name
  const initial = spelled.charAt(0).toLowerCase()
  const words = name.split(' ').filter((word) => word.length > 1)
  const at = words.findLastIndex((word) => word.charAt(0).toLowerCase() === initial)
  return (at === -1 ? [...words, spelled] : words.with(at, spelled)).join(' ')
}

/** Letters said one by one: `S M I T H`. */
export function spelledName(tokens: readonly Token[]): string | undefined {
  let letters = ''
  for (const { raw } of tokens) {
    if (/^\p{L}$/u.test(raw)) letters += raw
    else if (letters.length >= fewestLetters) break
    else if (raw !== '') letters = ''
  }
  return letters.length >= fewestLetters ? wellWritten(letters.toLowerCase()) : undefined
}

function wordsOfName(tokens: readonly Token[], lexicon: Lexicon): readonly Token[] {
  const words: Token[] = []
  for (const token of tokens) {
    const isFull = countedWords(words, lexicon) >= longestName
    const isSpelled = isSpelling(token, tokens[words.length + 1])
    if (isFull || isSpelled || !isNameWord(token, lexicon)) break
    words.push(token)
    if (token.endsClause) break
  }
  return words
}

/** Titles and particles, as in `Dr. Ann van der Berg`, make a name no longer. */
function countedWords(words: readonly Token[], lexicon: Lexicon): number {
  return words.filter(
    ({ word }) => !lexicon.is('titles', word) && !lexicon.is('nameParticles', word),
  ).length
}

const longestName = 4
const fewestLetters = 3

function isSpelling(token: Token, next: Token | undefined): boolean {
  return token.raw.length === 1 && next?.raw.length === 1
}

function isNameWord({ word, raw }: Token, lexicon: Lexicon): boolean {
  if (!/^\p{L}[\p{L}\p{M}'’ʼ]{0,29}$/u.test(raw)) return false
  if (raw.length === 1 && raw !== raw.toUpperCase()) return false
  if (lexicon.is('nameParticles', word)) return true
  return (
    !(['notNames', 'present'] as const).some((kind) => lexicon.is(kind, word)) &&
    !lexicon.digits.has(word)
  )
}

function wellWritten(word: string): string {
  if (word !== word.toLowerCase()) return word
  return word.toLowerCase().replaceAll(/(?<=^|['’ʼ]|^mc)\p{L}/gu, (letter) => letter.toUpperCase())
}
