import type { Lexicon } from './lexicon.ts'
import {
  isWrittenAsName,
  nameFrom,
  spelledName,
  withSpelling,
  type NameFound,
} from './name-words.ts'
import type { Found } from './phrase-book.ts'
import type { Token } from './tokens.ts'
import type { Mark } from './words.ts'

/** What was said and which phrases were found in it. */
export interface Speech {
  readonly tokens: readonly Token[]
  readonly found: readonly Found<Mark>[]
}

/** The name with which somebody introduced themselves: `my name is …`, `this is …`, `… speaking`. */
export function introducedName(speech: Speech, lexicon: Lexicon): string | undefined {
  return (
    nameAfterMyNameIs(speech, lexicon) ??
    nameAfterThisIs(speech, lexicon) ??
    nameBeforeSpeaking(speech, lexicon)
  )
}

/** The name that somebody answers when asked for it: nothing else is in what they say. */
export function answeredName(speech: Speech, lexicon: Lexicon): string | undefined {
  const introduced = introducedName(speech, lexicon)
  if (introduced !== undefined) return introduced
  const { tokens } = speech
  const from = tokens.findIndex(({ word }) => !lexicon.is('nameLeads', word))
  const found = from === -1 ? undefined : nameFrom(tokens, { from, lexicon })
  if (!found || isInPhrase(found, speech)) return spelledName(tokens)
  const rest = tokens.slice(found.to)
  return isAnswer(found, { rest, lexicon }) ? withSpelling(found.name, rest) : spelledName(tokens)
}

/** Nothing but the name, or the name and, after it, something else. */
function isAnswer(
  { words }: NameFound,
  { rest, lexicon }: { rest: readonly Token[]; lexicon: Lexicon },
): boolean {
  const isWritten = isWrittenAsName(words)
  const isCommon = !isWritten && words.some(({ word }) => lexicon.is('common', word))
  if (isCommon) return false
  const isAll = rest.every(({ word, raw }) => raw.length <= 1 || lexicon.is('nameTails', word))
  const goesOn = words.at(-1)?.endsClause === true || lexicon.is('nameLeads', rest[0]?.word ?? '')
  return isAll || (isWritten && goesOn)
}

/** The last one counts: `my name is Bob, sorry, my name is Rob`. */
function nameAfterMyNameIs({ tokens, found }: Speech, lexicon: Lexicon): string | undefined {
  for (const { to } of found.filter(({ mark }) => mark === 'my-name-is').toReversed()) {
    const name = nameFrom(tokens, { from: to, lexicon })
    if (name) return withSpelling(name.name, tokens.slice(name.to))
    const spelled = spelledName(tokens.slice(to))
    if (spelled !== undefined) return spelled
  }
  return undefined
}

/** `This is Ann` and nothing after it; after `I am` only what is written like a name. */
function nameAfterThisIs(speech: Speech, lexicon: Lexicon): string | undefined {
  const { tokens, found } = speech
  for (const { mark, to } of found.filter((one) => one.mark === 'this-is' || one.mark === 'i-am')) {
    const name = nameFrom(tokens, { from: to, lexicon })
    if (name && !isOrdinary(name, { speech, lexicon })) {
      const isWhole = mark === 'this-is' && name.words.at(-1)?.endsClause === true
      if (isWhole || isWrittenAsName(name.words)) {
        return withSpelling(name.name, tokens.slice(name.to))
      }
    }
  }
  return undefined
}

/** `Ann here`, `Ann Lee speaking`, `Bob is my name`. */
function nameBeforeSpeaking({ tokens, found }: Speech, lexicon: Lexicon): string | undefined {
  const spans = found
    .filter(({ mark }) => mark === 'speaking')
    .toSorted((one, other) => one.from - other.from)
  for (const { from, to } of spans) {
    const name = nameFrom(tokens, { from, lexicon })
    const leadsUp = name && (name.to === to - 1 || name.to === to - 3)
    if (leadsUp && standsAlone(name, tokens[from])) return name.name
  }
  return undefined
}

function standsAlone({ words }: NameFound, first: Token | undefined): boolean {
  return isWrittenAsName(words) || first?.beginsClause === true
}

/** A common word, or one inside of another phrase, is no name. */
function isOrdinary(
  name: NameFound,
  { speech, lexicon }: { speech: Speech; lexicon: Lexicon },
): boolean {
  return isInPhrase(name, speech) || name.words.some(({ word }) => lexicon.is('common', word))
}

/** Such as `ridiculous` in `this is ridiculous`. */
function isInPhrase({ words, to }: NameFound, { found }: Speech): boolean {
  const from = to - words.length
  return found.some((one) => !introductions.has(one.mark) && one.from < to && from < one.to)
}

const introductions: ReadonlySet<Mark> = new Set([
  'my-name-is',
  'this-is',
  'i-am',
  'speaking',
  'asks-for',
  'is-this',
  'correction',
  // `Will` and `May` can begin a question, too.
  'question',
])
