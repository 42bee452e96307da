import { Temporal } from 'temporal-polyfill'
import { hasHours, openingsOn } from '../../agents/opening-hours.ts'
import type { WhenContext } from './when-context.ts'
import { momentsOf } from './choose-time.ts'
import type { DayReading } from './read-day.ts'
import type { TimeReading } from './read-time.ts'

export type ChosenDay =
  | { readonly kind: 'day'; readonly date: Temporal.PlainDate }
  | { readonly kind: 'ambiguous'; readonly question: string }

/** Which day is meant, or the question that settles it. Without a day it is today. */
export function chooseDay(
  { days, time }: { days: readonly DayReading[]; time: TimeReading | undefined },
  context: WhenContext,
): ChosenDay {
  const { now, words } = context
  const today = now.toPlainDate()
  const [day, ...others] = withoutRepeats(days)
  if (!day) return { kind: 'day', date: today }
  if (day.said === 'none-such') return ask(words.noSuchDate)
  if (day.said === 'week') return ask(words.whichDay)
  if (others.length > 0) return ask(words.eitherDate(inOrder([day, ...others]), today))
  if (isBefore(day.date, today)) return ask(words.passedDate(sameDayNextMonth(day, today)))
  return eitherWeekday({ day, time }, context)
}

/** `The 1st`, said on the 3rd, may mean the next one. */
function sameDayNextMonth(
  { said, date }: DayReading,
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const next = date.add({ months: 1 })
  return said === 'day-of-month' && next.day === date.day && !isBefore(next, today)
    ? next
    : undefined
}

function inOrder(days: readonly DayReading[]): Temporal.PlainDate[] {
  return days
    .map(({ date }) => date)
    .toSorted((one, other) => Temporal.PlainDate.compare(one, other))
}

/** `Friday` on a Friday, and `next Friday` within the week, can each mean two days. */
function eitherWeekday(
  { day, time }: { day: DayReading; time: TimeReading | undefined },
  context: WhenContext,
): ChosenDay {
  const { now, words } = context
  const today = now.toPlainDate()
  const weekLater = day.date.add({ days: 7 })
  const isToday = day.date.equals(today)
  if (day.said === 'weekday' && isToday) {
    return isStillPossible({ date: today, time }, context)
      ? ask(words.eitherDate([today, weekLater], today))
      : { kind: 'day', date: weekLater }
  }
  if (day.said === 'next-weekday') {
    if (isToday) return { kind: 'day', date: weekLater }
    const isThisWeek = day.date.dayOfWeek > today.dayOfWeek
    return isThisWeek
      ? ask(words.eitherDate([day.date, weekLater], today))
      : { kind: 'day', date: day.date }
  }
  return { kind: 'day', date: day.date }
}

function isStillPossible(
  { date, time }: { date: Temporal.PlainDate; time: TimeReading | undefined },
  context: WhenContext,
): boolean {
  const { business, now } = context
  const isLater = (at: Temporal.ZonedDateTime) => at.epochMilliseconds > now.epochMilliseconds
  if (time?.kind === 'clock') return momentsOf({ date, time }, context).some(isLater)
  return !hasHours(business) || openingsOn(business, date).some(({ closes }) => isLater(closes))
}

function withoutRepeats(days: readonly DayReading[]): readonly DayReading[] {
  return days.filter((day, at) => days.findIndex(({ date }) => date.equals(day.date)) === at)
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return one.until(other).sign > 0
}

function ask(question: string): ChosenDay {
  return { kind: 'ambiguous', question }
}
