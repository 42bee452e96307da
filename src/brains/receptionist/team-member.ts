import type { TeamMember } from '../../agents/agent.ts'
import type { Lexicon } from './lexicon.ts'
import type { Speech } from './person-name.ts'
import { tidyText, tokensOf, type Token } from './tokens.ts'
import type { Mark } from './words.ts'

/** A person of the team in what was said: asked for, or named and nothing else. */
export interface MemberMeant {
  readonly name: string
  readonly how: 'asked' | 'named'
}

/** Who of the team is meant, by name, by a part of it, or by what they are also called, such as `sales`. */
export function memberMeant(
  speech: Speech,
  { members, lexicon }: { members: readonly TeamMember[]; lexicon: Lexicon },
): MemberMeant | undefined {
  const finds = members.flatMap((member) => findsOf(member, { speech, lexicon }))
  const asked = finds.filter(({ how }) => how === 'asked')
  const [meant] = [...asked, ...finds].toSorted(
    (one, other) => rank(one) - rank(other) || other.words - one.words,
  )
  return meant && { name: meant.name, how: meant.how }
}

interface Find extends MemberMeant {
  /** How many words say it: `Sam Miller` says more than `Sam`. */
  readonly words: number
}

function rank({ how }: MemberMeant): number {
  return how === 'asked' ? 0 : 1
}

interface Heard {
  readonly speech: Speech
  readonly lexicon: Lexicon
}

function findsOf({ name, alsoCalled }: TeamMember, heard: Heard): Find[] {
  const nameWords = wordsOf(name, heard.lexicon)
  const phrases = [
    nameWords,
    ...nameWords.filter((word) => word.length > 1).map((word) => [word]),
    ...alsoCalled.map((phrase) => wordsOf(phrase, heard.lexicon)),
  ]
  return phrases.flatMap((phrase) =>
    placesOf(phrase, heard.speech.tokens).flatMap((from) => {
      const how = howMeant({ from, to: from + phrase.length }, heard)
      return how === undefined ? [] : [{ name, how, words: phrase.length }]
    }),
  )
}

/** `The owner` is also meant by `your owner`. */
function wordsOf(phrase: string, lexicon: Lexicon): string[] {
  return tokensOf(tidyText(phrase), lexicon)
    .map(({ word }) => word)
    .filter((word) => !lexicon.is('besideRoles', word) && !lexicon.is('titles', word))
}

function placesOf(phrase: readonly string[], tokens: readonly Token[]): number[] {
  if (phrase.length === 0) return []
  return tokens.flatMap((_, from) =>
    phrase.every((word, part) => tokens[from + part]?.word === word) ? [from] : [],
  )
}

interface Place {
  readonly from: number
  readonly to: number
}

function howMeant({ from, to }: Place, heard: Heard): MemberMeant['how'] | undefined {
  const { tokens, found } = heard.speech
  const begin = beforeArticles(from, heard)
  const isLedUpTo = found.some(
    (one) => asking.has(one.mark) && begin <= one.to && one.to <= from && one.from < begin,
  )
  if (isLedUpTo || isThere({ from: begin, to }, heard)) return 'asked'
  const isIntroduced = found.some(({ mark }) => introducing.has(mark))
  const others = [...tokens.slice(0, begin), ...tokens.slice(to)]
  const isAlone = others.every(({ word }) => isBeside(word, heard.lexicon))
  return isAlone && !isIntroduced ? 'named' : undefined
}

const asking: ReadonlySet<Mark> = new Set<Mark>(['asks-for', 'seeks'])
const introducing: ReadonlySet<Mark> = new Set<Mark>(['my-name-is', 'this-is', 'i-am', 'speaking'])

/** Where `to someone in the sales department` begins after `to`. */
function beforeArticles(from: number, { speech: { tokens }, lexicon }: Heard): number {
  let begin = from
  while (isBeside(tokens[begin - 1]?.word ?? '', lexicon)) begin -= 1
  return begin
}

function isBeside(word: string, lexicon: Lexicon): boolean {
  return lexicon.is('besideRoles', word) || lexicon.is('titles', word)
}

/** `Is Sam there?` */
function isThere({ from, to }: Place, { speech: { tokens, found }, lexicon }: Heard): boolean {
  const isAsked = found.some((one) => one.mark === 'is-there' && one.to === from)
  return isAsked && lexicon.is('present', tokens[to]?.word ?? '')
}
