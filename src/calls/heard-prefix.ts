/**
 * How much of `planned` was heard, given the words that the line reports as played. Lines report words
 * with other spacing and punctuation than was sent, so only letters and digits are compared; what comes
 * back is cut from `planned` itself. Where the two do not fit at all, the line's own words are kept.
 */
export function heardPrefix({ planned, played }: { planned: string; played: string }): string {
  const wanted = lettersOf(played)
  if (wanted === '') return ''
  const all = lettersOf(planned)
  if (wanted.length > all.length) return wanted.startsWith(all) ? planned.trimEnd() : played.trim()
  if (!all.startsWith(wanted)) return played.trim()
  return withTrailingPunctuation(planned, endOfLetters(planned, wanted.length))
}

/** Whether the words played cover all that was planned. */
export function coversAll({ planned, played }: { planned: string; played: string }): boolean {
  return lettersOf(played).length >= lettersOf(planned).length
}

/** Whether `text` is what comes next in the plan after the words played so far. */
export function continuesPlan(
  { planned, played }: { planned: string; played: string },
  text: string,
): boolean {
  return lettersOf(planned).startsWith(lettersOf(played + text))
}

/** Asked several times for each report of a line: most of what is said needs no look at every letter. */
function lettersOf(text: string): string {
  if (isPlain.test(text)) return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '')
  return Array.from(text.matchAll(anyLetter), ([letter]) => letter.toLowerCase()).join('')
}

const anyLetter = /[\p{L}\p{N}]/gu
/** ASCII, in which a letter is one place, in capitals or not. */
// oxlint-disable-next-line no-control-regex -- All of ASCII, whatever it is for.
const isPlain = /^[\x00-\x7f]*$/

/** Where in the text so many of its letters end. */
function endOfLetters(text: string, count: number): number {
  let length = 0
  for (const { 0: letter, index } of text.matchAll(anyLetter)) {
    length += letter.toLowerCase().length
    if (length >= count) return index + letter.length
  }
  return text.length
}

function withTrailingPunctuation(text: string, end: number): string {
  const punctuation = /^[^\p{L}\p{N}\s]+/u.exec(text.slice(end))
  return text.slice(0, end + (punctuation?.[0].length ?? 0))
}
