import type { Lexicon } from './lexicon.ts'
import type { Token } from './tokens.ts'

/** A day and a time of it, in the caller's own words. What was not said is missing. */
export interface WhenSaid {
  readonly day?: string
  readonly time?: string
  /** The time has a number in it, so that `in the afternoon` can be added to it. */
  readonly hasHour?: true
}

interface Said {
  readonly tokens: readonly Token[]
  readonly lexicon: Lexicon
  /** What is no time, such as a phone number. */
  readonly other?: readonly ({ readonly from: number; readonly to: number } | undefined)[]
}

/** The words about a day or a time in what was said. A time that is ruled out (`not Tuesday`) is left out. */
export function whenSaid(text: string, said: Said): WhenSaid {
  const { tokens } = said
  const kinds = kindsOf(said)
  const textOf = (wanted: Kind) =>
    tokens
      .filter((token, at) => kinds[at] === wanted && token.raw !== '')
      .map(({ start, end }) => text.slice(start, end))
      .join(' ')
  const [day, time] = [textOf('day'), textOf('time')]
  const hasHour = tokens.some(({ word }, at) => kinds[at] === 'time' && isHour(word, said.lexicon))
  return {
    ...(day === '' ? {} : { day }),
    ...(time === '' ? {} : { time }),
    ...(hasHour ? { hasHour } : {}),
  }
}

/** What is known of a time after more was said of it: the newer word counts, for the day and for the time. */
export function mergedWhen(before: WhenSaid, after: WhenSaid): WhenSaid {
  const { day = before.day, time, hasHour } = after
  const days = day === undefined ? {} : { day }
  if (time === undefined) return { ...before, ...days }
  if (before.hasHour && !hasHour) {
    return { ...days, time: `${before.time ?? ''} ${time}`, hasHour: true }
  }
  return { ...days, time, ...(hasHour ? { hasHour } : {}) }
}

/** The two parts as one phrase again. */
export function whenPhrase({ day, time }: WhenSaid): string {
  return [day, time].filter((part) => part !== undefined).join(' ')
}

type Kind = 'day' | 'time' | 'joiner' | 'number' | 'ruled-out' | 'other'

function kindsOf({ tokens, lexicon, other = [] }: Said): Kind[] {
  const alone = tokens.map((token, at): Kind => {
    const isOther = other.some((place) => place && place.from <= at && at < place.to)
    const around = { before: tokens[at - 1], lexicon }
    return isOther ? 'other' : kindOf(token, around)
  })
  const joined = alone.map((kind, at) => {
    if (kind === 'number') return isMade(tokens, { at, lexicon }) ? 'time' : numberKind(alone, at)
    return kind === 'joiner' ? joinerKind(alone, at) : kind
  })
  const asked = joined.map((kind, at) =>
    isRuledOut({ tokens, lexicon }, { at, alone }) ? 'ruled-out' : kind,
  )
  return asked.map((kind, at) =>
    isBound({ tokens, lexicon }, at) ? (asked[at + 1] ?? kind) : kind,
  )
}

interface Surroundings {
  readonly before: Token | undefined
  readonly lexicon: Lexicon
}

function kindOf({ word }: Token, { before, lexicon }: Surroundings): Kind {
  if (isDay(word, lexicon)) return 'day'
  if (lexicon.is('timeWords', word)) return 'time'
  // `Am` is also a word of its own.
  if (/^[ap]m$/.test(word)) return before && isHour(before.word, lexicon) ? 'time' : 'other'
  if (isHour(word, lexicon)) return 'number'
  return lexicon.is('whenJoiners', word) ? 'joiner' : 'other'
}

function isDay(word: string, lexicon: Lexicon): boolean {
  if (/^\d+(?:st|nd|rd|th)$/.test(word)) return true
  return lexicon.is('dayWords', word) || lexicon.weekdays.includes(word.replace(/s$/, ''))
}

function isHour(word: string, lexicon: Lexicon): boolean {
  return (
    /^\d{1,2}$/.test(word) || lexicon.tens.has(word) || (lexicon.digits.get(word) ?? '0') !== '0'
  )
}

/** A joining word belongs to what follows it; at the very end to what it follows, as in `June first`. */
function joinerKind(alone: readonly Kind[], at: number): Kind {
  let after = at + 1
  while (alone[after] === 'joiner') after += 1
  const next = alone[after] === 'number' ? numberKind(alone, after) : alone[after]
  if (next === 'day' || next === 'time') return next
  const [previous, following] = [alone[at - 1], alone[at + 1]]
  const isLast = following === undefined && (previous === 'day' || previous === 'time')
  return isLast ? previous : 'other'
}

/** A number is of a day beside one, and an hour after `at` or when little else is said. */
function numberKind(alone: readonly Kind[], at: number): Kind {
  const [previous, next] = [alone[at - 1], alone[at + 1]]
  if (next === 'day') return 'day'
  if (next === 'time') return 'time'
  if (previous === 'day') return 'day'
  return previous === 'joiner' || previous === 'number' || alone.length <= fewWords
    ? 'time'
    : 'other'
}

const fewWords = 4

/** `Make it four`. */
function isMade(
  tokens: readonly Token[],
  { at, lexicon }: { at: number; lexicon: Lexicon },
): boolean {
  const before = tokens.slice(Math.max(0, at - 2), at)
  return before.length === 2 && before.every(({ word }) => lexicon.is('hourLeads', word))
}

function isRuledOut(
  { tokens, lexicon }: Said,
  { at, alone }: { at: number; alone: readonly Kind[] },
): boolean {
  let first = at
  while (alone[first - 1] === 'joiner') first -= 1
  if (isBound({ tokens, lexicon }, first - 1)) return false
  const before = tokens[first - 1]
  return before !== undefined && !before.endsClause && lexicon.is('ruledOut', before.word)
}

/** The beginning of `not before noon`, which rules nothing out but what comes before. */
function isBound({ tokens, lexicon }: Said, at: number): boolean {
  const [not, bound] = [tokens[at]?.word ?? '', tokens[at + 1]?.word ?? '']
  return lexicon.is('ruledOut', not) && lexicon.is('bounds', bound)
}
