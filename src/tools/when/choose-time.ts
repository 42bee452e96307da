import { Temporal } from 'temporal-polyfill'
import {
  hasHours,
  nextOpening,
  nextOpenMoment,
  openingAt,
  openingsOn,
} from '../../agents/opening-hours.ts'
import { assertNever } from '../../lib/errors.ts'
import type { WhenContext } from './when-context.ts'
import type { ClockReading, DayPart, TimeReading } from './read-time.ts'
import { firstMoment } from './first-moment.ts'

export type ChosenTime =
  | { readonly kind: 'moment'; readonly at: Temporal.ZonedDateTime; readonly isOpening: boolean }
  | { readonly kind: 'ambiguous'; readonly question: string }

interface DayAndTime {
  readonly date: Temporal.PlainDate
  /** `false`: the date is today only because no day was said. */
  readonly dayWasSaid: boolean
  readonly time: TimeReading | undefined
}

/** Which moment of the day is meant, or the question that settles it. */
export function chooseTime(meant: DayAndTime, context: WhenContext): ChosenTime {
  const { date, time, dayWasSaid } = meant
  if (time === undefined) return openingOf(date, context)
  if (time.kind === 'part') return partOf({ date, part: time.part, dayWasSaid }, context)
  if (time.bound === 'before') return beforeClock({ date, time }, context)
  return atClock({ date, time, dayWasSaid }, context)
}

/** The moments that a clock time can mean on a date: one, or one in each half of the day. */
export function momentsOf(
  { date, time }: { date: Temporal.PlainDate; time: ClockReading },
  { business }: WhenContext,
): Temporal.ZonedDateTime[] {
  return hoursOf(time).map((hour) =>
    firstMoment({ date, hour, minute: time.minute, timeZone: business.timeZone }),
  )
}

function hoursOf({ hour, half }: ClockReading): number[] {
  switch (half) {
    case 'exact':
      return [hour]
    case 'am':
      return [hour % 12]
    case 'pm':
      return [(hour % 12) + 12]
    case 'unknown':
      return [hour % 12, (hour % 12) + 12]
    default:
      return assertNever(half)
  }
}

/** Of both halves of the day the one in which somebody is there; asked back when that is both. */
function atClock(
  { date, time, dayWasSaid }: { date: Temporal.PlainDate; time: ClockReading; dayWasSaid: boolean },
  context: WhenContext,
): ChosenTime {
  const { business, now, words } = context
  const all = momentsOf({ date, time }, context)
  const toCome = all.filter((at) => at.epochMilliseconds >= now.epochMilliseconds)
  const isOpen = (at: Temporal.ZonedDateTime) =>
    !hasHours(business) || openingAt(business, at) !== undefined
  const open = toCome.filter(isOpen)
  if (open.length > 1) return ask(words.eitherTime(open))
  const [only] = open
  if (only) return { kind: 'moment', at: only, isOpening: false }
  // Said at four: `at three` was within today's hours and is over, so tomorrow is offered.
  const hasPassed = toCome.length === 0 || (!dayWasSaid && all.some(isOpen))
  if (hasPassed) return ask(words.passed(sameTimeNextOpenDay({ date, time }, context), now))
  const daytime = toCome.find(({ hour }) => hour >= 6) ?? toCome[0]
  return ask(words.closedThen(daytime && nextOpenMoment(business, daytime), now))
}

function sameTimeNextOpenDay(
  { date, time }: { date: Temporal.PlainDate; time: ClockReading },
  context: WhenContext,
): Temporal.ZonedDateTime | undefined {
  if (!hasHours(context.business)) return undefined
  for (let days = 1; days <= 7; days += 1) {
    const moments = momentsOf({ date: date.add({ days }), time }, context)
    const open = moments.find((at) => openingAt(context.business, at))
    if (open) return open
  }
  return undefined
}

function beforeClock(
  { date, time }: { date: Temporal.PlainDate; time: ClockReading },
  context: WhenContext,
): ChosenTime {
  const { now, words } = context
  const earliest = openingOf(date, context)
  if (earliest.kind === 'ambiguous') return earliest
  const limits = momentsOf({ date, time }, context)
  const fits = limits.some((limit) => earliest.at.epochMilliseconds < limit.epochMilliseconds)
  return fits ? earliest : ask(words.passed(undefined, now))
}

/** A day without a time means when the business opens that day, or now when it is open already. */
function openingOf(date: Temporal.PlainDate, context: WhenContext): ChosenTime {
  const { business, now, words } = context
  const today = now.toPlainDate()
  if (!hasHours(business)) return wholeDay(date, context)
  if (date.equals(today) && openingAt(business, now)) return moment(now)
  const openings = openingsOn(business, date).filter(
    ({ opens }) => opens.epochMilliseconds > now.epochMilliseconds,
  )
  const [first] = openings
  if (first) return { kind: 'moment', at: first.opens, isOpening: true }
  const from = date.equals(today) ? now : date.toZonedDateTime(business.timeZone)
  return ask(words.closedThen(nextOpening(business, from)?.opens, now))
}

function nextOpeningOf({ business, now, words }: WhenContext): ChosenTime {
  const next = nextOpening(business, now)
  return next ? { kind: 'moment', at: next.opens, isOpening: true } : ask(words.whenShallWeCall)
}

/** Without any hours known the day is taken to begin at nine. */
function wholeDay(date: Temporal.PlainDate, { business, now }: WhenContext): ChosenTime {
  const nine = firstMoment({ date, hour: 9, minute: 0, timeZone: business.timeZone })
  return moment(nine.epochMilliseconds < now.epochMilliseconds ? now : nine)
}

const partTimes: Readonly<
  Record<Exclude<DayPart, 'opening' | 'closing'>, { from: number; best: number; to: number }>
> = {
  morning: { from: 5, best: 9, to: 12 },
  afternoon: { from: 12, best: 14, to: 18 },
  evening: { from: 17, best: 18, to: 22 },
}

function partOf(
  { date, part, dayWasSaid }: { date: Temporal.PlainDate; part: DayPart; dayWasSaid: boolean },
  context: WhenContext,
): ChosenTime {
  if (part === 'opening') return dayWasSaid ? openingOf(date, context) : nextOpeningOf(context)
  if (part === 'closing') return beforeClosing(date, context)
  const { now, words, business } = context
  const hours = partTimes[part]
  const clock = (hour: number) =>
    firstMoment({ date, hour, minute: 0, timeZone: business.timeZone })
  const isPast = (at: Temporal.ZonedDateTime) => at.epochMilliseconds <= now.epochMilliseconds
  // `In the morning`, said at ten, is tomorrow's; `this morning` is today's or over.
  if (!dayWasSaid && isPast(clock(part === 'morning' ? hours.best : hours.to))) {
    return partOf({ date: date.add({ days: 1 }), part, dayWasSaid: true }, context)
  }
  if (isPast(clock(hours.to))) return ask(words.passed(undefined, now))
  const choices = [
    clock(hours.best),
    ...startsWithin({ date, from: clock(hours.from), to: clock(hours.to) }, context),
  ]
  const open = choices.find(
    (at) =>
      at.epochMilliseconds >= now.epochMilliseconds &&
      (!hasHours(business) || openingAt(business, at) !== undefined),
  )
  if (open) return { kind: 'moment', at: open, isOpening: isOpeningMoment(open, context) }
  return ask(words.closedThen(nextOpenMoment(business, clock(hours.best)), now))
}

/** The moments at which a part of the day can begin for the business: now, its start, each opening in it. */
function startsWithin(
  {
    date,
    from,
    to,
  }: { date: Temporal.PlainDate; from: Temporal.ZonedDateTime; to: Temporal.ZonedDateTime },
  { business, now }: WhenContext,
): Temporal.ZonedDateTime[] {
  const opens = openingsOn(business, date).map((opening) => opening.opens)
  return [now, from, ...opens].filter(
    (at) =>
      at.epochMilliseconds >= from.epochMilliseconds && at.epochMilliseconds < to.epochMilliseconds,
  )
}

function beforeClosing(date: Temporal.PlainDate, context: WhenContext): ChosenTime {
  const { business, now, words } = context
  const last = openingsOn(business, date).at(-1)
  if (!last) return openingOf(date, context)
  const hourBefore = last.closes.subtract({ hours: 1 })
  const earliest = [hourBefore, last.opens, now].toSorted((one, other) =>
    Temporal.ZonedDateTime.compare(other, one),
  )[0]
  if (!earliest || earliest.epochMilliseconds >= last.closes.epochMilliseconds) {
    return ask(words.closedThen(nextOpening(business, now)?.opens, now))
  }
  return moment(earliest)
}

function isOpeningMoment(at: Temporal.ZonedDateTime, { business }: WhenContext): boolean {
  return openingsOn(business, at.toPlainDate()).some(({ opens }) => opens.equals(at))
}

function moment(at: Temporal.ZonedDateTime): ChosenTime {
  return { kind: 'moment', at, isOpening: false }
}

function ask(question: string): ChosenTime {
  return { kind: 'ambiguous', question }
}
