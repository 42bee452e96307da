import * as chrono from 'chrono-node/en'
import { Temporal } from 'temporal-polyfill'

/** What plain words say about the day, and what is left of them without it. */
export interface DaysFound {
  readonly days: readonly DayReading[]
  readonly rest: string
}

export interface DayReading {
  readonly said:
    | 'relative'
    | 'weekday'
    | 'this-weekday'
    | 'next-weekday'
    | 'date'
    | 'day-of-month'
    | 'week'
    | 'none-such'
  /** For a weekday the coming one, today included; for a week or no such day the day of asking. */
  readonly date: Temporal.PlainDate
}

/** Finds the days in plain words, in the order in which they were said. Days that are ruled out are left out. */
export function readDays(text: string, today: Temporal.PlainDate): DaysFound {
  const found: (DayReading & { at: number })[] = []
  let rest = text.replaceAll(ruledOut, ' ')
  for (const { pattern, read } of dayPhrases) {
    rest = rest.replaceAll(pattern, (...parts: unknown[]) => {
      const groups = parts.map((part) => (typeof part === 'string' ? part : ''))
      const at = parts.find((part) => typeof part === 'number') ?? 0
      const day = read(groups, today)
      if (!day) return groups[0] ?? ''
      found.push({ ...day, at })
      // Same length, so that the places of the days found later still tell their order.
      return ' '.repeat(groups[0]?.length ?? 1)
    })
  }
  const ordered = found.toSorted((one, other) => one.at - other.at)
  return { days: merged(ordered.map(({ said, date }) => ({ said, date }))), rest }
}

interface DayPhrase {
  readonly pattern: RegExp
  read(groups: readonly string[], today: Temporal.PlainDate): DayReading | undefined
}

const weekdayName =
  '(mon|tues?|wed|thu|thurs?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?'
const monthName =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)'
const ruledOut = new RegExp(
  String.raw`\b(?:not|instead of|rather than|anything but|except)(?: on| for| this| next)* (?:${weekdayName}|today|tomorrow)\b`,
  'g',
)

const dayPhrases: readonly DayPhrase[] = [
  phrase(String.raw`(?:the )?day after tomorrow`, (_, today) => relative(today, 2)),
  phrase(String.raw`(?:a|1) week from (today|now)`, (_, today) => relative(today, 7)),
  phrase(String.raw`(?:a|1) week from tomorrow`, (_, today) => relative(today, 8)),
  phrase(String.raw`(?:a|1) week from ${weekdayName}`, ([, name], today) =>
    relative(coming(name, today), 7),
  ),
  phrase(
    String.raw`(?:on )?${weekdayName} (?:of )?next week|next week(?: on)? ${weekdayName}`,
    ([, one, other], today) =>
      relative(mondayAfter(today), isoWeekday(one === '' ? other : one) - 1),
  ),
  phrase(
    String.raw`(?:on )?(?:(this|this coming|the coming|coming|next|the next|the following) )?${weekdayName}`,
    readWeekday,
  ),
  phrase(String.raw`(?:the )?weekend`, (_, today) => ({
    said: 'weekday',
    date: coming('sat', today),
  })),
  phrase(`yesterday|(?:a|\\d+) (?:days?|weeks?) ago|last (?:week|month)`, (_, today) =>
    relative(today, -1),
  ),
  phrase(`tomorrow|tmrw?`, (_, today) => relative(today, 1)),
  phrase(`later today|today`, (_, today) => relative(today, 0)),
  phrase(`(?:later |some ?time )?(?:this|next) (?:week|month)`, (_, today) => ({
    said: 'week',
    date: today,
  })),
  phrase(
    String.raw`(?:on )?(?:the )?(?:${monthName} (?:the )?\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)?(?: of)? ${monthName})(?:,? 20\d\d)?`,
    readDate,
  ),
  phrase(String.raw`(?:on )?(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?)`, readDate),
  phrase(
    String.raw`in (?:a|an|the next|\d+|couple|few|of| )+ (?:days?|weeks?|months?)(?: from now)?`,
    readDate,
  ),
  phrase(String.raw`(?:\d+|a|a few|a couple of) (?:days?|weeks?) from now`, readDate),
  phrase(String.raw`(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)(?: of the month)?`, readDayOfMonth),
]

function phrase(source: string, read: DayPhrase['read']): DayPhrase {
  return { pattern: new RegExp(String.raw`\b(?:${source})\b`, 'g'), read }
}

function relative(from: Temporal.PlainDate, days: number): DayReading {
  return { said: 'relative', date: from.add({ days }) }
}

function readWeekday(groups: readonly string[], today: Temporal.PlainDate): DayReading {
  const [, which = '', name] = groups
  const date = coming(name, today)
  if (which === '') return { said: 'weekday', date }
  return {
    said: which.includes('this') || which.includes('coming') ? 'this-weekday' : 'next-weekday',
    date,
  }
}

/** Chrono reads the date; which year is meant is decided here, because it prefers the nearest one. */
function readDate(groups: readonly string[], today: Temporal.PlainDate): DayReading {
  const noon = new Date(Date.UTC(today.year, today.month - 1, today.day, 12))
  const found = chrono.casual.parse(groups[0] ?? '', { instant: noon, timezone: 0 })[0]?.start
  if (!found) return { said: 'none-such', date: today }
  const [year, month, day] = [found.get('year'), found.get('month'), found.get('day')].map(Number)
  const years = found.isCertain('year') ? [year] : [today.year, today.year + 1]
  const dates = years.flatMap((inYear) => dateOf({ year: inYear, month, day }))
  // A day without a year that has passed long ago is next year's.
  const date = dates.find((one) => one.until(today).days <= recentDays) ?? dates.at(-1)
  return date ? { said: 'date', date } : { said: 'none-such', date: today }
}

function dateOf(fields: {
  [unit in 'year' | 'month' | 'day']: number | undefined
}): Temporal.PlainDate[] {
  const { year = 0, month = 0, day = 0 } = fields
  try {
    return [Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })]
  } catch {
    return []
  }
}

const recentDays = 60

function readDayOfMonth(groups: readonly string[], today: Temporal.PlainDate): DayReading {
  const day = Number(groups[1])
  if (day < 1 || day > today.daysInMonth) return { said: 'none-such', date: today }
  return { said: 'day-of-month', date: today.with({ day }) }
}

/** `Friday, June 5` is one day: the date, when it falls on that weekday. */
function merged(days: readonly DayReading[]): readonly DayReading[] {
  const date = days.find(({ said }) => said === 'date' || said === 'day-of-month')
  if (!date) return days
  const others = days.filter((day) => day !== date && !namesSameDay(day, date))
  return [...others, date]
}

function namesSameDay(day: DayReading, { date }: DayReading): boolean {
  return day.said.endsWith('weekday')
    ? day.date.dayOfWeek === date.dayOfWeek
    : day.date.equals(date)
}

function coming(name: string | undefined, today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: (isoWeekday(name) - today.dayOfWeek + 7) % 7 })
}

function mondayAfter(today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: 8 - today.dayOfWeek })
}

function isoWeekday(name = ''): number {
  return ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(name.slice(0, 3)) + 1
}
