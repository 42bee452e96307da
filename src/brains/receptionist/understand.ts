import type { Agent } from '../../agents/agent.ts'
import { askedPerson } from './asked-person.ts'
import { companyIn, emailIn } from './contact-details.ts'
import { configuredQuestionsIn } from './configured-questions.ts'
import type { Lexicon } from './lexicon.ts'
import { answeredName, introducedName } from './person-name.ts'
import type { Found } from './phrase-book.ts'
import { saysPhrase } from './says-phrase.ts'
import { spokenDigits, type DigitsFound } from './spoken-digits.ts'
import { memberMeant, type MemberMeant } from './team-member.ts'
import { tidyText, tokensOf, type Token } from './tokens.ts'
import { topicIn } from './topic.ts'
import { whenSaid, type WhenSaid } from './when-said.ts'
import type { Mark } from './words.ts'

/** What is in a caller's words, whatever was asked before. */
export interface Understood {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly found: readonly Found<Mark>[]
  readonly marks: ReadonlySet<Mark>
  readonly isEmergency: boolean
  /** In a language or a script that the receptionist does not know, or no language at all. */
  readonly isForeign: boolean
  readonly isQuestion: boolean
  /** The name with which the caller introduced themselves. */
  readonly introduced: string | undefined
  /** The name that these words are when they answer the question for it. */
  readonly answeredName: string | undefined
  /** Somebody else whom the caller wants to speak to. */
  readonly askedPerson: string | undefined
  /** Somebody of the team in these words. */
  readonly member: MemberMeant | undefined
  readonly number: DigitsFound | undefined
  readonly when: WhenSaid
  /** What the caller says it is about. */
  readonly topic: string | undefined
  readonly email: string | undefined
  readonly company: string | undefined
  /** Places in `agent.questions`. */
  readonly questions: readonly number[]
}

/** Reads what a caller said, with the owner's own words for emergencies, people and questions. */
export function understand(
  spoken: string,
  {
    agent,
    lexicon,
  }: { agent: Pick<Agent, 'business' | 'emergency' | 'questions' | 'team'>; lexicon: Lexicon },
): Understood {
  const text = tidyText(spoken)
  const tokens = tokensOf(text, lexicon)
  const said = lexicon.phrases.find(tokens)
  const digits = spokenDigits(tokens, lexicon)
  const isForNumber = asksForNumber(said, digits)
  const found = isForNumber ? withOrder(said) : said
  const marks = new Set(found.map(({ mark }) => mark))
  if (text === personKey) return { ...nothing(text), tokens, marks: new Set(['person']) }
  const number = isForNumber ? undefined : digits
  const isPhoneNumber = (number?.digits.length ?? 0) >= fewestDigits
  const speech = { tokens, found }
  const introduced = introducedName(speech, lexicon)
  const other = [isPhoneNumber ? number : undefined, placeOf(introduced, tokens)]
  return {
    text,
    tokens,
    found,
    marks,
    isEmergency:
      marks.has('emergency') ||
      agent.emergency.words.some((phrase) => saysPhrase(tokens, { phrase, lexicon })),
    isForeign: isForeign({ text, tokens, marks }, lexicon),
    isQuestion: marks.has('question') || /[?？]/.test(text),
    introduced,
    answeredName: answeredName(speech, lexicon),
    askedPerson: askedPerson(speech, lexicon),
    member: memberMeant(speech, { members: agent.team.members, lexicon }),
    number,
    when: whenSaid(text, { tokens, lexicon, other }),
    topic: topicIn(text, { speech, lexicon }),
    email: emailIn(text, lexicon),
    company: companyIn(speech, lexicon),
    questions: configuredQuestionsIn(tokens, { questions: agent.questions, lexicon }),
  }
}

/** `Transfer me to +44 …`: calls are put through to people of the team only. */
function asksForNumber(found: readonly Found<Mark>[], number: DigitsFound | undefined): boolean {
  if (number === undefined || number.digits.length < fewestDigits) return false
  return found.some(({ mark, to }) => mark === 'asks-for' && to === number.from)
}

const fewestDigits = 6

/** Where the name of Jo March is said, which is no month. */
function placeOf(
  name: string | undefined,
  tokens: readonly Token[],
): { from: number; to: number } | undefined {
  const words = name?.toLowerCase().split(' ') ?? []
  const from = tokens.findIndex((_, at) =>
    words.every((word, part) => tokens[at + part]?.raw.toLowerCase() === word),
  )
  return words.length === 0 || from === -1 ? undefined : { from, to: from + words.length }
}

/** An order like that is none for a receptionist. */
function withOrder(found: readonly Found<Mark>[]): readonly Found<Mark>[] {
  return found.map((one) => (one.mark === 'asks-for' ? { ...one, mark: 'injection' } : one))
}

/** The key with which people everywhere ask for a person. */
const personKey = '0'

function nothing(text: string): Understood {
  return {
    text,
    tokens: [],
    found: [],
    marks: new Set(),
    isEmergency: false,
    isForeign: false,
    isQuestion: false,
    introduced: undefined,
    answeredName: undefined,
    askedPerson: undefined,
    member: undefined,
    number: undefined,
    when: {},
    topic: undefined,
    email: undefined,
    company: undefined,
    questions: [],
  }
}

/** Neither a phrase nor a single common word: not this language, or nothing that anybody says. */
function isForeign(
  { text, tokens, marks }: { text: string; tokens: readonly Token[]; marks: ReadonlySet<Mark> },
  lexicon: Lexicon,
): boolean {
  if (text === '' || marks.has('language')) return marks.has('language')
  if (tokens.length === 0) return /\p{L}/u.test(text) && !/\p{Script=Latin}/u.test(text)
  const isLatin = tokens.some(({ word }) => /^[\p{Script=Latin}\d+]/u.test(word))
  if (!isLatin) return true
  return (
    tokens.length > 3 && marks.size === 0 && !tokens.some(({ word }) => lexicon.is('common', word))
  )
}
