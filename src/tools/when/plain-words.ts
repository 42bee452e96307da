/**
 * A caller's words about a time in a plain form that the readers of days and clock times know: lower case,
 * digits for numbers (`half past three` → `3:30`), `am` and `pm`, single spaces.
 */
export function plainWords(spoken: string): string {
  const clipped = spoken.slice(0, longestText).normalize('NFKC').toLowerCase()
  const words = clipped
    .replaceAll(/[’']/g, '')
    .replaceAll(/\b([ap])\.?\s?m\b\.?/g, '$1m')
    .replaceAll(/o\s?clock/g, 'oclock')
    .replaceAll(/[^\p{L}\p{N}:/.\s-]|\.(?!\d)|(?<!\d)[:/.-]|-(?!\d)/gu, ' ')
    .replaceAll(/\b([a-z]+)-([a-z]+)\b/g, '$1 $2')
    .split(/\s+/)
    .filter((word) => word !== '')
  return clockPhrases(numbersAsDigits(words).join(' '))
}

/** Nobody says a time in more words than this; the rest is about something else. */
const longestText = 300

function numbersAsDigits(words: readonly string[]): string[] {
  const written: string[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    const tens = tensWords[word]
    const following = words[at + 1] ?? ''
    if (following === 'thing' || following === 'one') {
      written.push(word)
    } else if (tens !== undefined && isUnit(following)) {
      written.push(joinedNumber(tens, following))
      at += 1
    } else {
      written.push(plainNumber(word))
    }
  }
  return written
}

function isUnit(word: string): boolean {
  const number = unitWords[word] ?? ordinalWords[word]
  return number !== undefined && number < 10
}

function joinedNumber(tens: number, unit: string): string {
  const ordinal = ordinalWords[unit]
  return ordinal === undefined ? String(tens + (unitWords[unit] ?? 0)) : `${tens + ordinal}th`
}

function plainNumber(word: string): string {
  const cardinal = unitWords[word] ?? tensWords[word]
  if (cardinal !== undefined) return String(cardinal)
  const ordinal = ordinalWords[word]
  return ordinal === undefined ? word : `${ordinal}th`
}

function clockPhrases(text: string): string {
  return text
    .replaceAll(
      /\bnot (?:before|until|till) (?=(?:half past |a? ?quarter )?\d|noon|midday|lunch)/g,
      'after ',
    )
    .replaceAll(/\bhalf past (\d{1,2})\b/g, '$1:30')
    .replaceAll(/\b(?:a )?quarter past (\d{1,2})\b/g, '$1:15')
    .replaceAll(/\b(\d{1,2})(?: minutes)? past (\d{1,2})\b/g, (_, past: string, hour: string) =>
      clock(Number(hour), Number(past)),
    )
    .replaceAll(/\b(?:a )?quarter (?:to|of|before) (\d{1,2})\b/g, (_, hour: string) =>
      clock(Number(hour), -15),
    )
    .replaceAll(
      /(?<!\b(?:from|between) )\b(\d{1,2})(?: minutes)? (?:to|before|of) (\d{1,2})\b(?= ?(?:am|pm|oclock|today|tomorrow|on|$))/g,
      toHour,
    )
    .replaceAll(/\b(\d{1,2})\.([0-5]\d)\b/g, '$1:$2')
    .replaceAll(/\b(\d{1,2}) oh (\d)\b/g, '$1:0$2')
    .replaceAll(/\bat ([01]\d|2[0-3])([0-5]\d)\b/g, 'at $1:$2')
    .replaceAll(/\b(\d{1,2}) ([1-5]\d)\b(?![:/]| ?(?:min|hour|day|week))/g, '$1:$2')
    .replaceAll(/\b(\d{1,2})([0-5]\d) ?(am|pm)\b/g, '$1:$2 $3')
    .replaceAll(/ ?\boclock\b/g, '')
}

/** `ten to four` is a clock time, `nine to five` is from one to the other. */
function toHour(whole: string, before: string, hour: string): string {
  const minutes = Number(before)
  // `Five to three` is a clock time; `five to seven` may well be from five to seven.
  const isClock = minutes % 5 === 0 && (minutes > 5 || (minutes === 5 && Number(hour) <= 5))
  return isClock ? clock(Number(hour), -minutes) : whole
}

function clock(hour: number, minutes: number): string {
  const total = (hour * 60 + minutes + 24 * 60) % (24 * 60)
  const shownHour = Math.floor(total / 60)
  return `${shownHour === 0 ? 12 : shownHour}:${String(total % 60).padStart(2, '0')}`
}

const unitWords: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
}

const tensWords: Readonly<Record<string, number>> = { twenty: 20, thirty: 30, forty: 40, fifty: 50 }

const ordinalWords: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
}
