import { Temporal } from 'temporal-polyfill'
import type { Business, OpeningTime, Weekday } from './agent.ts'

/** From when to when a business is open once, in its own time zone. */
export interface Opening {
  readonly opens: Temporal.ZonedDateTime
  readonly closes: Temporal.ZonedDateTime
}

type Hours = Pick<Business, 'hours' | 'timeZone'>

/** An instant on the clock on the business's wall. */
export function localTime({ timeZone }: Pick<Business, 'timeZone'>, instant: Date) {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone)
}

/** The openings that begin on a day, earliest first. One that ends at night belongs to its first day. */
export function openingsOn(business: Hours, date: Temporal.PlainDate): readonly Opening[] {
  const times = business.hours[weekdays[date.dayOfWeek - 1] ?? 'monday'] ?? []
  return times
    .flatMap((time) => openingOf(time, { date, timeZone: business.timeZone }))
    .toSorted((one, other) => Temporal.ZonedDateTime.compare(one.opens, other.opens))
}

/** The opening that an instant falls into. The minute of closing is outside. */
export function openingAt(business: Hours, at: Temporal.ZonedDateTime): Opening | undefined {
  const date = at.toPlainDate()
  return [...openingsOn(business, date.subtract({ days: 1 })), ...openingsOn(business, date)].find(
    ({ opens, closes }) => isBefore(at, closes) && !isBefore(at, opens),
  )
}

/** The first moment from `from` on at which the business is open: `from` itself when it is open then. */
export function nextOpenMoment(
  business: Hours,
  from: Temporal.ZonedDateTime,
): Temporal.ZonedDateTime | undefined {
  if (openingAt(business, from)) return from
  return nextOpening(business, from)?.opens
}

/** The first opening that begins after `after`. */
export function nextOpening(business: Hours, after: Temporal.ZonedDateTime): Opening | undefined {
  for (let days = 0; days <= 7; days += 1) {
    const openings = openingsOn(business, after.toPlainDate().add({ days }))
    const next = openings.find(({ opens }) => isBefore(after, opens))
    if (next) return next
  }
  return undefined
}

/** Whether the owner has entered any opening time at all. */
export function hasHours({ hours }: Pick<Business, 'hours'>): boolean {
  return weekdays.some((weekday) => (hours[weekday]?.length ?? 0) > 0)
}

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies readonly Weekday[]

function isBefore(one: Temporal.ZonedDateTime, other: Temporal.ZonedDateTime): boolean {
  return Temporal.ZonedDateTime.compare(one, other) < 0
}

function openingOf(
  time: OpeningTime,
  { date, timeZone }: { date: Temporal.PlainDate; timeZone: string },
): Opening[] {
  const opensAt = minutesOf(time.opens)
  const closesAt = minutesOf(time.closes)
  if (opensAt === undefined || closesAt === undefined || opensAt === dayMinutes) return []
  const endsNextDay = closesAt <= opensAt
  const moment = (minutes: number, day: Temporal.PlainDate) =>
    day.toZonedDateTime({
      timeZone,
      plainTime: { hour: Math.floor(minutes / 60), minute: minutes % 60 },
    })
  const opens = moment(opensAt, date)
  const closes = moment(
    closesAt % dayMinutes,
    endsNextDay || closesAt === dayMinutes ? date.add({ days: 1 }) : date,
  )
  return [{ opens, closes }]
}

const dayMinutes = 24 * 60

function minutesOf(clockTime: string): number | undefined {
  const parts = /^(\d{1,2}):(\d{2})$/.exec(clockTime)
  if (!parts) return undefined
  const minutes = Number(parts[1]) * 60 + Number(parts[2])
  return Number(parts[2]) < 60 && minutes <= dayMinutes ? minutes : undefined
}
