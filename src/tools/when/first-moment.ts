import type { Temporal } from 'temporal-polyfill'

/**
 * The first instant at which a wall clock shows a time: when the clock is set back and shows it twice, the
 * first of both; when it is set forward past it, the first minute after the gap.
 */
export function firstMoment({
  date,
  hour,
  minute,
  timeZone,
}: {
  date: Temporal.PlainDate
  hour: number
  minute: number
  timeZone: string
}): Temporal.ZonedDateTime {
  const wall = date.toPlainDateTime({ hour, minute })
  const before = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  if (before.toPlainDateTime().equals(wall)) return before
  return before.getTimeZoneTransition('next') ?? wall.toZonedDateTime(timeZone)
}
