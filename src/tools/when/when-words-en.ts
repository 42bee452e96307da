import type { Temporal } from 'temporal-polyfill'
import { spokenDate, spokenTime } from '../../lib/spoken-english.ts'
import type { WhenWords } from './when-words.ts'

/** What is said about times in English. */
export const whenWordsEn: WhenWords = {
  moment: (at, now) => `${dayOf(at.toPlainDate(), now.toPlainDate())} at ${spokenTime(at)}`,
  atOpening: (at, now) => `${whenWordsEn.moment(at, now)}, when we open`,
  soon: 'today, as soon as possible',
  whenShallWeCall: 'On which day and at what time should we call you?',
  whichTimeThatDay: (date) => `At what time on ${spokenDate(date)} should we call you?`,
  whichDay: 'On which day should we call you?',
  noSuchDate: 'I cannot find that date in the calendar. On which day should we call you?',
  tooFarAhead: 'That is more than a year away. Which earlier day would suit you?',
  eitherTime(times) {
    return `Do you mean ${times.map(timeOfDay).join(' or ')}?`
  },
  eitherDate(dates, today) {
    return `Do you mean ${dates.map((date) => namedDay(date, today)).join(' or ')}?`
  },
  passed(offer, now) {
    if (!offer) return 'That time has already passed. When should we call you?'
    return `That time has already passed. Shall we call you ${whenWordsEn.moment(offer, now)} instead?`
  },
  passedDate(offer) {
    if (!offer) return 'That day has already passed. On which day should we call you?'
    return `That day has already passed. Do you mean ${spokenDate(offer)}?`
  },
  closedThen(offer, now) {
    if (!offer) return 'We are closed then. When else should we call you?'
    return `We are closed then. Shall we call you ${whenWordsEn.moment(offer, now)} instead?`
  },
}

function dayOf(date: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const days = today.until(date, { largestUnit: 'day' }).days
  if (days === 0) return 'today'
  const year = days > 300 ? `, ${date.year}` : ''
  return days === 1 ? `tomorrow, ${spokenDate(date)},` : `${spokenDate(date)}${year},`
}

function namedDay(date: Temporal.PlainDate, today: Temporal.PlainDate): string {
  return date.equals(today) ? 'today' : spokenDate(date)
}

function timeOfDay(at: Temporal.ZonedDateTime): string {
  if (at.hour === 0 || at.hour === 12) return spokenTime(at)
  const clock = spokenTime({ hour: at.hour % 12, minute: at.minute }).replace(' a.m.', '')
  return `${clock} in the ${partOfDay(at.hour)}`
}

function partOfDay(hour: number): string {
  if (hour < 12) return 'morning'
  return hour < 18 ? 'afternoon' : 'evening'
}
