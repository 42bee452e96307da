/** What plain words say about the time of day, and what is left of them without it. */
export interface TimeFound {
  readonly time: TimeReading | undefined
  readonly rest: string
}

export type TimeReading =
  | ClockReading
  /** A part of a day: the business decides when in it. */
  | { readonly kind: 'part'; readonly part: DayPart }

export interface ClockReading {
  readonly kind: 'clock'
  /** As said: 1 to 12 while `half` is unknown. */
  readonly hour: number
  readonly minute: number
  readonly half: DayHalf
  /** `before`: any time up to then will do. */
  readonly bound: 'at' | 'before'
}

/** `exact`: the hour is on the 24-hour clock. */
export type DayHalf = 'am' | 'pm' | 'unknown' | 'exact'
export type DayPart = 'opening' | 'morning' | 'afternoon' | 'evening' | 'closing'

/**
 * Finds the time of day in plain words. `bareNumbers` also takes a number by itself for an hour: only
 * right once everything that says a date has been taken out.
 */
export function readTime(text: string, { bareNumbers }: { bareNumbers: boolean }): TimeFound {
  const { part, rest: withoutPart } = takePart(text)
  const found = takeClock(withoutPart, bareNumbers ? anyClock : markedClock)
  if (found) return { time: inPart(found.clock, part), rest: found.rest }
  return {
    time: part && { kind: 'part', part: part === 'night' ? 'evening' : part },
    rest: withoutPart,
  }
}

type SpokenPart = DayPart | 'night'

const parts: readonly (readonly [RegExp, SpokenPart])[] = [
  [/\b(?:at )?(?:the )?end of (?:the |your )?(?:business )?day\b|\bclose of business\b/, 'closing'],
  [/\b(?:before|when) you close\b/, 'closing'],
  [/\bfirst thing(?: in the morning)?\b|\b(?:as soon as|when|once) you(?: are)? open\b/, 'opening'],
  [/\b(?:early |late |later )?(?:in |during )?(?:the |this )?mornings?\b/, 'morning'],
  [/\b(?:early |late |later )?(?:in |during )?(?:the |this )?afternoons?\b/, 'afternoon'],
  [
    /\b(?:early |late |later )?(?:in |during )?(?:the |this )?evenings?\b|\bafter work\b/,
    'evening',
  ],
  [/\b(?:at |this )?(?:night|tonight)\b/, 'night'],
]

function takePart(text: string): { part: SpokenPart | undefined; rest: string } {
  for (const [pattern, part] of parts) {
    if (pattern.test(text)) return { part, rest: text.replace(pattern, ' ') }
  }
  return { part: undefined, rest: text }
}

const bounds = String.raw`(?:\b(at|around|about|by|before|after|past|from|between|until|till) )?`
const ofDay = String.raw`(\d{1,2})(?::([0-5]\d))?(?: ?(am|pm))?\b`
const rangeEnd = String.raw`(?: ?(?:-|to|and|until|till) ?(\d{1,2})(?::[0-5]\d)?(?: ?(am|pm))?\b)?`
const anyClock = new RegExp(`${bounds}${ofDay}${rangeEnd}`)
const markedClock = new RegExp(
  [
    String.raw`\b(at|around|about|by|before|after|past|from|between|until|till) ${ofDay}${rangeEnd}`,
    String.raw`()\b(\d{1,2})(?::([0-5]\d))?(?: ?(am|pm))? ?(?:-|to|until|till) ?(\d{1,2})(?::[0-5]\d)? ?(am|pm)\b`,
    String.raw`()\b(\d{1,2}):([0-5]\d)(?: ?(am|pm))?\b${rangeEnd}`,
    String.raw`()\b(\d{1,2})()(?: ?(am|pm))\b${rangeEnd}`,
  ]
    .map((alternative) => `(?:${alternative})`)
    .join('|'),
)

function takeClock(
  text: string,
  pattern: RegExp,
): { clock: ClockReading; rest: string } | undefined {
  const named =
    /\b(?:at |around |by |before |after )?(noon|midday|lunch ?time|lunch|midnight)\b/.exec(text)
  if (named) {
    const bound = named[0].startsWith('before') ? 'before' : 'at'
    const hour = named[0] === 'after lunch' ? 13 : named[1] === 'midnight' ? 0 : 12
    return { clock: { ...exactly(hour), bound }, rest: text.replace(named[0], ' ') }
  }
  const match = pattern.exec(text)
  const clock = match && clockOf(match)
  return clock ? { clock, rest: text.replace(match[0], ' ') } : undefined
}

function exactly(hour: number): ClockReading {
  return { kind: 'clock', hour, minute: 0, half: 'exact', bound: 'at' }
}

const upperBounds: ReadonlySet<string> = new Set(['before', 'by', 'until', 'till'])

function clockOf(match: RegExpExecArray): ClockReading | undefined {
  // The marked pattern has the same six groups in each of its alternatives.
  const first = [1, 7, 13, 19].find((group) => match[group + 1] !== undefined)
  if (first === undefined) return undefined
  const [bound, hourText = '', minuteText, half, endHour, endHalf] = match.slice(first, first + 6)
  const hour = Number(hourText)
  if (hour > 24) return undefined
  return {
    kind: 'clock',
    hour: hour === 24 ? 0 : hour,
    minute: Number(minuteText ?? 0),
    half: halfOf({ hour, hourText, half: half ?? halfOfRange({ hour, endHour, endHalf }) }),
    bound: bound !== undefined && upperBounds.has(bound) ? 'before' : 'at',
  }
}

function halfOf({
  hour,
  hourText,
  half,
}: {
  hour: number
  hourText: string
  half: string | undefined
}): DayHalf {
  if (hour === 0 || hour > 12 || hourText.startsWith('0')) return 'exact'
  return half === 'am' || half === 'pm' ? half : 'unknown'
}

/** `2 to 4 pm` begins in the afternoon, `11 to 1 pm` in the morning. */
function halfOfRange({
  hour,
  endHour,
  endHalf,
}: {
  hour: number
  endHour: string | undefined
  endHalf: string | undefined
}): string | undefined {
  if (endHour === undefined || endHalf === undefined) return undefined
  const crosses = hour % 12 > Number(endHour) % 12
  if (!crosses) return endHalf
  return endHalf === 'pm' ? 'am' : 'pm'
}

function inPart(clock: ClockReading, part: SpokenPart | undefined): ClockReading {
  if (clock.half !== 'unknown' || part === undefined) return clock
  return { ...clock, half: halfInPart(clock.hour, part) }
}

function halfInPart(hour: number, part: SpokenPart): DayHalf {
  switch (part) {
    case 'morning':
    case 'opening':
      return 'am'
    case 'afternoon':
    case 'evening':
      return 'pm'
    case 'night':
      return hour === 12 || hour < 5 ? 'am' : 'pm'
    case 'closing':
      return 'unknown'
  }
}
