import type { Temporal } from 'temporal-polyfill'
import type { Business } from '../agents/agent.ts'
import { hasHours, localTime, nextOpenMoment, openingAt } from '../agents/opening-hours.ts'
import { chooseDay } from './when/choose-day.ts'
import { isBeyondUs } from './when/beyond-us.ts'
import { chooseTime } from './when/choose-time.ts'
import { exactDelayMinutes } from './when/exact-delay.ts'
import { plainWords } from './when/plain-words.ts'
import { readDays, type DayReading } from './when/read-day.ts'
import { readTime, type TimeReading } from './when/read-time.ts'
import type { WhenContext } from './when/when-context.ts'
import type { WhenWords } from './when/when-words.ts'
import { whenWordsEn } from './when/when-words-en.ts'

/** What a caller's words about a time mean. */
export type ResolvedWhen =
  | { readonly kind: 'resolved'; readonly at: Date; readonly spoken: string }
  /** More than one reading, or none that works: `question` asks the caller back. */
  | { readonly kind: 'ambiguous'; readonly question: string }
  /** The words say no time at all. */
  | { readonly kind: 'unclear'; readonly question: string }

/**
 * Turns words such as `tomorrow afternoon` into an instant within the business's opening hours, on its own
 * clock. What could mean several things is asked back, never guessed.
 */
export function resolveWhen({
  spoken,
  business,
  now,
  words = whenWordsEn,
}: {
  spoken: string
  business: Pick<Business, 'hours' | 'timeZone'>
  now: Date
  words?: WhenWords
}): ResolvedWhen {
  const context = { business, now: localTime(business, now).round('minute'), words }
  const text = plainWords(spoken)
  if (isBeyondUs(text)) return { kind: 'ambiguous', question: words.whenShallWeCall }
  const delayMinutes = exactDelayMinutes(text)
  if (delayMinutes !== undefined) {
    return within(context.now.add({ minutes: delayMinutes }), context)
  }
  const reading = readWhen(text, context)
  return wantsItSoon(text, reading, context) ? soonest(context) : resolveReading(reading, context)
}

/** `As soon as possible` is a time of its own only where no day and no time was said with it. */
function wantsItSoon(text: string, { days, time }: Reading, { now }: WhenContext): boolean {
  const today = now.toPlainDate()
  const isOpen = time === undefined && days.every(({ date }) => date.equals(today))
  return isOpen && asSoonAsPossible.test(text) && !/\bnot (?:right )?now\b/.test(text)
}

/** An instant as it is said on the day of the call, such as `tomorrow, Thursday, June 4, at 3 p.m.` */
export function spokenMoment(
  instant: Date,
  {
    business,
    now,
    words = whenWordsEn,
  }: { business: Pick<Business, 'timeZone'>; now: Date; words?: WhenWords },
): string {
  return words.moment(localTime(business, instant), localTime(business, now))
}

const asSoonAsPossible =
  /\b(?:asap|as soon as (?:possible|you can|they can|he can|she can)|right (?:away|now)|immediately|straight ?away|now|soon(?:est)?|any ?time|whenever|at once|does not matter|doesnt matter|no preference|(?:you|they) (?:can )?(?:choose|decide))\b(?! (?:on|in|at|after|before|between|tomorrow|next|this|mon|tue|wed|thu|fri|sat|sun))/

interface Reading {
  readonly days: readonly DayReading[]
  readonly time: TimeReading | undefined
}

/** A number with `at`, a colon or `pm` is an hour; then come the days; a number that is left is an hour. */
function readWhen(text: string, { now }: WhenContext): Reading {
  const marked = readTime(text, { bareNumbers: false })
  const { days, rest } = readDays(withToday(text, marked.rest), now.toPlainDate())
  if (marked.time?.kind === 'clock') return { days, time: marked.time }
  const bare = readTime(rest, { bareNumbers: true }).time
  const part = marked.time?.kind === 'part' ? ` ${partName(marked.time.part)}` : ''
  const inPart =
    bare && part !== '' ? readTime(`${clockText(bare)}${part}`, { bareNumbers: true }).time : bare
  return { days, time: inPart ?? marked.time }
}

/** `this afternoon` and `tonight` also say the day. */
function withToday(text: string, rest: string): string {
  return /\b(?:this (?:morning|afternoon|evening)|tonight)\b/.test(text) ? `${rest} today` : rest
}

function partName(part: string): string {
  return part === 'opening' ? 'morning' : part === 'closing' ? '' : part
}

function clockText(time: TimeReading): string {
  return time.kind === 'clock' ? `${time.hour}:${String(time.minute).padStart(2, '0')}` : ''
}

function resolveReading({ days, time }: Reading, context: WhenContext): ResolvedWhen {
  const { words } = context
  if (days.length === 0 && time === undefined) {
    return { kind: 'unclear', question: words.whenShallWeCall }
  }
  const day = chooseDay({ days, time }, context)
  if (day.kind === 'ambiguous') return day
  const moment = chooseTime({ date: day.date, dayWasSaid: days.length > 0, time }, context)
  if (moment.kind !== 'moment') return moment
  return within(moment.at, context, moment.isOpening)
}

function soonest(context: WhenContext): ResolvedWhen {
  const { business, now, words } = context
  const at = hasHours(business) ? nextOpenMoment(business, now) : now
  if (!at || at.epochMilliseconds === now.epochMilliseconds) return resolved(now, words.soon)
  return resolved(at, words.atOpening(at, now))
}

/** The last word on a moment: not in the past, not too far, and while somebody is there. */
function within(at: Temporal.ZonedDateTime, context: WhenContext, isOpening = false): ResolvedWhen {
  const { business, now, words } = context
  if (at.epochMilliseconds < now.epochMilliseconds)
    return { kind: 'ambiguous', question: words.passed(undefined, now) }
  if (at.epochMilliseconds > now.add({ years: 1 }).epochMilliseconds) {
    return { kind: 'ambiguous', question: words.tooFarAhead }
  }
  if (hasHours(business) && !openingAt(business, at)) {
    return { kind: 'ambiguous', question: words.closedThen(nextOpenMoment(business, at), now) }
  }
  if (at.epochMilliseconds === now.epochMilliseconds) return resolved(at, words.soon)
  return resolved(at, isOpening ? words.atOpening(at, now) : words.moment(at, now))
}

function resolved(at: Temporal.ZonedDateTime, spoken: string): ResolvedWhen {
  return { kind: 'resolved', at: new Date(at.epochMilliseconds), spoken }
}
