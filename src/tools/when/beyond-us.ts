const weekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day'
const anchor = `(?:(?:next |this )?${weekday}|today|tomorrow)`
const clockTime = '(?:noon|midday|midnight|lunch)'

/** What the readers of days and times know, although it looks like what they do not know. */
const known =
  /\b(?:the )?day after tomorrow\b|\b(?:a|1) week from\b|\b(?:next|this) week(?: on)?\b/g

const beyond: readonly RegExp[] = [
  // A day that is counted from another one: `two weeks from Friday`, `the day before Friday`.
  /\b(?:days?|weeks?|months?) (?:from|on|after|before) (?!now\b)/,
  new RegExp(String.raw`\bweeks? ${anchor}\b|\b${weekday} week\b`),
  new RegExp(String.raw`\b(?:before|after|last|but) (?:on )?${anchor}\b`),
  // A bound that is denied: `not before three`, `not in the morning`.
  /\bnot (?:before|until|till|after|in|during|too)\b/,
  // A duration that begins somewhere else than now: `half an hour before closing`.
  /\b(?:minutes?|mins?|hours?) (?:after|before|past)\b/,
  new RegExp(
    String.raw`\b(?:tomorrow|${weekday})\b.*\bin (?:half|an?|\d+) (?:an )?(?:hours?|minutes?|mins?)\b`,
  ),
  new RegExp(String.raw`\b(?:between|from|by|until|till)\b.*\b${clockTime}\b`),
  // Another clock than the business's.
  /\b(?:pacific|mountain|central|eastern)(?: standard| daylight)? time\b|\b[ecmp][sd]t\b|\b(?:gmt|utc)\b|\bmy time\b/,
]

/**
 * Whether the words bound or shift a time in a way that is not worked out here. Such a time is asked back:
 * taking the part that is understood would promise another one.
 */
export function isBeyondUs(text: string): boolean {
  const rest = text.replaceAll(known, ' ')
  return beyond.some((pattern) => pattern.test(rest))
}
