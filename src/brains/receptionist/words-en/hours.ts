import { spokenList, spokenTime, spokenWeekday } from '../../../lib/spoken-english.ts'
import type { HoursSays } from '../words.ts'

/** What is said of opening hours. */
export const hoursEn: HoursSays = {
  openNow: (until) => `We are open right now, until ${until}.`,
  openAllDay: 'We are open right now.',
  closedNow: (opens) => `We are closed right now. We open again ${opens}.`,
  closedForNow: 'We are closed right now.',
  openOn: (day, times) => `${day} we are open ${times}.`,
  closedOn: (day) => `${day} we are closed.`,
  week: (groups) =>
    `We are open ${spokenList(groups.map(({ days, times }) => `${days} ${times}`))}.`,
  unknown: 'I do not have our opening hours at hand.',
  holidays: 'I do not know whether that is different on holidays.',
  today: 'Today',
  tomorrow: 'Tomorrow',
  onWeekday: (dayOfWeek) => `On ${spokenWeekday(dayOfWeek)}`,
  weekdayName: spokenWeekday,
  dayRange: (first, last) => `${first} to ${last}`,
  list: spokenList,
  times: (openings) =>
    spokenList(
      openings.map(({ opens, closes }) => `from ${spokenTime(opens)} to ${spokenTime(closes)}`),
    ),
  time: spokenTime,
  opensAt: (day, time) => `${day.charAt(0).toLowerCase()}${day.slice(1)} at ${time}`,
}
