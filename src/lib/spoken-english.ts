/** How times, dates, digits and lists sound in English, written the way a voice reads them well. */

/** `9 a.m.`, `5:30 p.m.`, `noon`, `midnight`. */
export function spokenTime({ hour, minute }: { hour: number; minute: number }): string {
  if (hour === 12 && minute === 0) return 'noon'
  if (hour === 0 && minute === 0) return 'midnight'
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes} ${hour < 12 ? 'a.m.' : 'p.m.'}`
}

/** `Friday, June 5`. */
export function spokenDate(date: { dayOfWeek: number; month: number; day: number }): string {
  return `${spokenWeekday(date.dayOfWeek)}, ${monthNames[date.month - 1] ?? ''} ${date.day}`
}

/** The name of a weekday by its ISO number, Monday being 1. */
export function spokenWeekday(dayOfWeek: number): string {
  return weekdayNames[dayOfWeek - 1] ?? ''
}

/** Each digit by itself: `5 5 5`. */
export function spokenDigits(digits: string): string {
  return digits.split('').join(' ')
}

/** `one`, `one and two`, `one, two and three`. */
export function spokenList(items: readonly string[]): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`
}

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
