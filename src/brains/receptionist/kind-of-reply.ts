import type { Reception } from './reception.ts'
import type { Understood } from './understand.ts'
import type { WhenSaid } from './when-said.ts'
import type { Mark } from './words.ts'

/** Whether the words lead away from what was asked, so that they are no answer to it. */
export function isDigression(heard: Understood): boolean {
  const { marks, isQuestion, questions } = heard
  const asks = marks.has('hours') || marks.has('address') || questions.length > 0
  return (isQuestion && asks) || heard.isEmergency || away.some((mark) => marks.has(mark))
}

const away: readonly Mark[] = [
  'repeat',
  'wait',
  'robot',
  'who-is-this',
  'help',
  'never-mind',
  'how-are-you',
  'language',
  'stop-calls',
  'injection',
]

/** Whether nothing is said but yes, no, thanks, a greeting or a goodbye. */
export function isBareReply({ found, tokens, marks }: Understood): boolean {
  if (tokens.length > longestBareReply) return false
  if (marks.has('why')) return true
  const others = tokens.filter(
    (_, at) => !found.some(({ mark, from, to }) => bare.has(mark) && from <= at && at < to),
  )
  return others.length <= (tokens.length > 2 ? 1 : 0)
}

const longestBareReply = 10
const bare: ReadonlySet<Mark> = new Set(['yes', 'no', 'thanks', 'hello', 'goodbye', 'nothing-else'])

/** Going on to tell the story. */
export function tellsMore(heard: Understood): boolean {
  const isStory = heard.tokens.length > shortStory && !heard.isQuestion && !heard.isForeign
  return isStory && !isDigression(heard)
}

const shortStory = 3

/** Whether somebody is asked for, whoever it is. */
export function wantsPerson({ askedPerson, marks, member }: Understood): boolean {
  return marks.has('person') || askedPerson !== undefined || member?.how === 'asked'
}

/** `Please try again`, and nothing that is to be tried. */
export function triesAgain({ marks, tokens }: Understood): boolean {
  return marks.has('try-again') && tokens.length <= longestTry
}

const longestTry = 6

export function saysYes({ marks }: Understood): boolean {
  return marks.has('yes') && !marks.has('no')
}

export function refuses({ marks }: Understood): boolean {
  return marks.has('rather-not')
}

/** Whether the digits are meant for a phone number: few of them can also be an hour, or `that one`. */
export function saysNumber(heard: Understood): boolean {
  const digits = heard.number?.digits.length ?? 0
  if (digits >= surelyNumber) return true
  const isOther = heard.when.day !== undefined || refuses(heard) || isDigression(heard)
  return digits > 0 && !isOther
}

const surelyNumber = 5

export function saysWhen({ day, time }: WhenSaid): boolean {
  return day !== undefined || time !== undefined
}

/** Whether a yes can count: all that it is about was heard. */
export function wasAskedInFull({ expecting }: Reception): boolean {
  if (!expecting) return false
  const isAboutWhatCameBefore = ['number-right', 'own-number', 'known-name'].includes(
    expecting.question,
  )
  return expecting.heard === 'whole' || (isAboutWhatCameBefore && expecting.heard === 'part')
}
