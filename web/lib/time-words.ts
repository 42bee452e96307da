import { pageLanguage } from './page-language.ts'

/** Says a time as people do: with "Today" and the like where they fit, in the reader's own clock. */
export function timeWords(iso: string, now: Date): string {
  const at = new Date(iso)
  return `${dayWords(at, now)}, ${clockWords(iso)}`
}

export function clockWords(iso: string): string {
  return new Date(iso).toLocaleTimeString(pageLanguage, {
    hour: 'numeric',
    minute: '2-digit',
    ...cycle,
  })
}

export function preciseClockWords(iso: string): string {
  return new Date(iso).toLocaleTimeString(pageLanguage, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    ...cycle,
  })
}

/** The same inside a sentence: "today, 14:05". */
export function timeWordsWithin(iso: string, now: Date): string {
  return timeWords(iso, now).replace(/^(Today|Yesterday|Tomorrow)/, (day) => day.toLowerCase())
}

export function dateWords(iso: string, now: Date): string {
  return dayWords(new Date(iso), now)
}

/** "in 2 hours", "20 minutes ago". */
export function distanceWords(iso: string, now: Date): string {
  const seconds = Math.round((new Date(iso).getTime() - now.getTime()) / 1000)
  const size = Math.abs(seconds)
  if (size < 60) return seconds <= 0 ? 'just now' : 'in a moment'
  const [unit, length] = units.find(([, unitLength]) => size >= unitLength) ?? units[2]
  return relative.format(Math.round(seconds / length), unit)
}

/** "1:05", "1:02:05". */
export function durationWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const rest = String(whole % 60).padStart(2, '0')
  return hours > 0
    ? `${String(hours)}:${String(minutes).padStart(2, '0')}:${rest}`
    : `${String(minutes)}:${rest}`
}

// Of the reader's own are only the order of a date and the clock.
const readersCycle = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions()
const cycle = readersCycle.hourCycle ? { hourCycle: readersCycle.hourCycle } : {}
const relative = new Intl.RelativeTimeFormat(pageLanguage, { numeric: 'auto' })
const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

function dayWords(at: Date, now: Date): string {
  const days = Math.round((midnightOf(at) - midnightOf(now)) / 86_400_000)
  if (days === 0) return 'Today'
  if (days === -1) return 'Yesterday'
  if (days === 1) return 'Tomorrow'
  const sameYear = at.getFullYear() === now.getFullYear()
  return at.toLocaleDateString(pageLanguage, {
    ...(Math.abs(days) < 7 ? { weekday: 'short' } : {}),
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  })
}

function midnightOf(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

/** How long something took that somebody waited for: "within a second", "after 3 s", "after 1:05". */
export function waitWords({ from, until }: { from: string; until: string }): string {
  const seconds = Math.round((Date.parse(until) - Date.parse(from)) / 1000)
  if (seconds < 1) return 'within a second'
  return `after ${seconds < 60 ? `${String(seconds)} s` : durationWords(seconds)}`
}
