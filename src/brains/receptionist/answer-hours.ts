import type { Temporal } from 'temporal-polyfill'
import type { Business } from '../../agents/agent.ts'
import {
  hasHours,
  localTime,
  nextOpening,
  openingAt,
  openingsOn,
  type Opening,
} from '../../agents/opening-hours.ts'
import type { HoursTopic } from './reception.ts'
import type { HoursSays } from './words.ts'

/** What was asked about the hours: days of the week by their ISO number, or something nearer. */
export interface HoursAsked {
  readonly days: readonly number[]
  readonly about: readonly HoursTopic[]
}

interface HoursContext {
  readonly business: Pick<Business, 'hours' | 'timeZone'>
  readonly now: Date
  readonly says: HoursSays
}

/** The sentences that answer a question about opening hours, in the business's time zone. */
export function answerHours({ days, about }: HoursAsked, context: HoursContext): readonly string[] {
  const { business, says, now } = context
  if (!hasHours(business)) return [says.unknown]
  const local = localTime(business, now)
  const today = local.toPlainDate()
  const sentences = [
    ...(about.includes('now') ? [rightNow(context)] : []),
    ...(about.includes('today') && !about.includes('now')
      ? [ofDay(today, says.today, context)]
      : []),
    ...(about.includes('tomorrow') ? [ofDay(today.add({ days: 1 }), says.tomorrow, context)] : []),
    ...(about.includes('weekend') ? [6, 7] : []).map((day) => ofWeekday(day, context)),
    ...days.map((day) => ofWeekday(day, context)),
  ]
  const answer = sentences.length > 0 ? sentences : [weekOf(context), rightNow(context)]
  return about.includes('holiday') ? [weekOf(context), says.holidays] : answer
}

/** The regular hours of a week in one sentence; days with the same hours are taken together. */
export function weekOf({ business, now, says }: HoursContext): string {
  const monday = mondayOf(localTime(business, now).toPlainDate())
  const groups: { first: number; last: number; times: string }[] = []
  for (const day of [1, 2, 3, 4, 5, 6, 7]) {
    const times = timesOf(openingsOn(business, monday.add({ days: day - 1 })), says)
    const group = groups.at(-1)
    if (group && group.times === times) group.last = day
    else groups.push({ first: day, last: day, times })
  }
  return says.week(
    groups
      .filter(({ times }) => times !== '')
      .map(({ first, last, times }) => ({ days: daysName(first, last, says), times })),
  )
}

function daysName(first: number, last: number, says: HoursSays): string {
  const [one, other] = [says.weekdayName(first), says.weekdayName(last)]
  if (first === last) return one
  return last === first + 1 ? says.list([one, other]) : says.dayRange(one, other)
}

/** Whether the business is open, and until or from when. */
export function rightNow({ business, now, says }: HoursContext): string {
  const local = localTime(business, now)
  const opening = openingAt(business, local)
  if (opening) return says.openNow(says.time(opening.closes))
  const next = nextOpening(business, local)
  if (!next) return says.closedForNow
  const day = dayName(next.opens.toPlainDate(), local.toPlainDate(), says)
  return says.closedNow(says.opensAt(day, says.time(next.opens)))
}

function dayName(date: Temporal.PlainDate, today: Temporal.PlainDate, says: HoursSays): string {
  const { days } = today.until(date)
  if (days === 0) return says.today
  return days === 1 ? says.tomorrow : says.onWeekday(date.dayOfWeek)
}

function ofWeekday(dayOfWeek: number, context: HoursContext): string {
  const today = localTime(context.business, context.now).toPlainDate()
  const date = today.add({ days: (dayOfWeek - today.dayOfWeek + 7) % 7 })
  return ofDay(date, context.says.onWeekday(dayOfWeek), context)
}

function ofDay(date: Temporal.PlainDate, name: string, { business, says }: HoursContext): string {
  const times = timesOf(openingsOn(business, date), says)
  return times === '' ? says.closedOn(name) : says.openOn(name, times)
}

function timesOf(openings: readonly Opening[], says: HoursSays): string {
  return openings.length === 0 ? '' : says.times(openings)
}

function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 })
}
