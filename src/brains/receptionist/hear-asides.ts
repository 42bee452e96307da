import {
  noting,
  withEvents,
  type HoursTopic,
  type Reception,
  type SideAsk,
  type Surroundings,
  type TurnEvent,
} from './reception.ts'
import { isBareReply } from './kind-of-reply.ts'
import type { Lexicon } from './lexicon.ts'
import { isWrittenAsName, nameFrom } from './name-words.ts'
import type { Understood } from './understand.ts'
import type { Mark } from './words.ts'

/** Questions and remarks on the way, which are answered before the talk goes on where it was. */
export function hearAsides(
  reception: Reception,
  heard: Understood,
  around: Surroundings,
): Reception {
  const asks = [
    ...plainAsks(reception, heard),
    ...asksAboutBusiness(reception, { heard, around }),
    ...configuredAsks(reception, heard),
  ]
  const remarked = withEvents(reception, remarksIn(heard))
  const events = interruptionsIn(heard)
  return asks.length + events.length > 0 ? noting(remarked, { asks, events }) : remarked
}

function plainAsks({ expecting }: Reception, { marks }: Understood): SideAsk[] {
  const asked = alwaysAsked.filter(({ mark }) => marks.has(mark)).map(({ ask }) => ({ ask }))
  return marks.has('why') && expecting ? [...asked, { ask: 'why' }] : asked
}

/** Where a reason is expected, `about the opening hours` is one, unless it is asked. */
function asksAboutBusiness(
  reception: Reception,
  { heard, around }: { heard: Understood; around: Surroundings },
): SideAsk[] {
  const { expecting } = reception
  const { marks, isQuestion } = heard
  const asks: SideAsk[] = asksForBusiness(heard, around) ? [{ ask: 'who' }] : []
  if (!isQuestion && (expecting?.question === 'reason' || hasWish(heard))) return asks
  if (marks.has('hours') || asksForDay(reception, { heard, around })) {
    asks.push(hoursAsked(heard, around))
  }
  if (marks.has('address')) asks.push({ ask: 'address' })
  return asks
}

function configuredAsks({ expecting }: Reception, heard: Understood): SideAsk[] {
  const isShort = heard.tokens.length <= shortQuestion && expecting?.question !== 'reason'
  if (!heard.isQuestion && !isShort) return []
  return heard.questions.map((index) => ({ ask: 'question', index }))
}

/** A question of so few words needs no question mark: `parking?` */
const shortQuestion = 4

type PlainAsk = Exclude<SideAsk['ask'], 'hours' | 'question'>

const alwaysAsked: readonly { mark: Mark; ask: PlainAsk }[] = [
  { mark: 'robot', ask: 'robot' },
  { mark: 'who-is-this', ask: 'who' },
  { mark: 'how-are-you', ask: 'how-are-you' },
  { mark: 'help', ask: 'help' },
  { mark: 'injection', ask: 'injection' },
]

/** Whoever asks for a moment or for the words again wants nothing else by it. */
function interruptionsIn(heard: Understood): TurnEvent[] {
  const { marks } = heard
  const events: TurnEvent[] = []
  if (marks.has('wait')) events.push('wait')
  if (asksAgain(heard)) events.push('repeat')
  if (isBareReply(heard) && marks.has('hello')) events.push('hello')
  if (isBareReply(heard) && marks.has('thanks')) events.push('thanks')
  const isOnlyCursing = marks.has('profanity') && heard.tokens.length <= shortCurse
  return isOnlyCursing ? [...events, 'profanity'] : events
}

/** `Sorry, is this the office?` and `nothing, sorry` ask for nothing again. */
function asksAgain({ marks }: Understood): boolean {
  return marks.has('repeat') && !marks.has('is-this') && !marks.has('nothing-else')
}

const shortCurse = 4

/** Thanks and curses beside something else, which is what it is about. */
function remarksIn({ marks }: Understood): TurnEvent[] {
  const remarks = ['thanks', 'profanity'] as const
  return remarks.filter((mark) => marks.has(mark))
}

function hasWish({ marks, askedPerson }: Understood): boolean {
  return askedPerson !== undefined || wishes.some((mark) => marks.has(mark))
}

const wishes: readonly Mark[] = ['message', 'callback', 'appointment', 'complaint', 'stop-calls']

/** `And on Sunday?`, while nothing is being arranged that has a day. */
function asksForDay(
  { goal }: Reception,
  { heard, around }: { heard: Understood; around: Surroundings },
): boolean {
  const longest = heard.isQuestion ? shortQuestion : 2
  if (goal || heard.tokens.length > longest) return false
  const isWeekday = heard.tokens.some(({ word }) => around.lexicon.weekdays.includes(word))
  return isWeekday || heard.marks.has('tomorrow') || heard.marks.has('weekend')
}

/** `Is this Harbor Street?` */
function asksForBusiness(heard: Understood, { agent, lexicon }: Surroundings): boolean {
  const { tokens, marks } = heard
  if (!marks.has('is-this') || marks.has('who-is-this')) return false
  if (asksForAnother(heard, lexicon)) return true
  const name = agent.business.name.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return tokens.some(({ word }) => name.includes(word) && !lexicon.is('common', word))
}

/** `Is this Tony's Pizza?` */
function asksForAnother({ tokens, found }: Understood, lexicon: Lexicon): boolean {
  return found.some(({ mark, to }) => {
    const name = mark === 'is-this' ? nameFrom(tokens, { from: to, lexicon }) : undefined
    return name !== undefined && isWrittenAsName(name.words)
  })
}

function hoursAsked({ marks, tokens }: Understood, { lexicon }: Surroundings): SideAsk {
  const days = tokens.map(({ word }) => word.replace(/s$/, ''))
  return {
    ask: 'hours',
    words: days.filter((day, at) => lexicon.weekdays.includes(day) && days.indexOf(day) === at),
    about: hoursTopics.filter((topic) => marks.has(topic)),
  }
}

const hoursTopics: readonly HoursTopic[] = ['now', 'today', 'tomorrow', 'weekend', 'holiday']
