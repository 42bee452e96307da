/**
 * How much of `planned` was heard, given the words that the line reports as played. Lines report words
 * with other spacing and punctuation than was sent, so only letters and digits are compared; what comes
 * back is cut from `planned` itself. Where the two do not fit at all, the line's own words are kept.
 */
export function heardPrefix({ planned, played }: { planned: string; played: string }): string {
  const wanted = lettersOf(played)
  if (wanted.length === 0) return ''
  let matched = 0
  let end = 0
  for (const { letter, after } of lettersWithPlaces(planned)) {
    if (matched === wanted.length) break
    if (letter !== wanted[matched]) return played.trim()
    matched += 1
    end = after
  }
  return matched < wanted.length ? planned.trimEnd() : withTrailingPunctuation(planned, end)
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
  return lettersOf(planned)
    .join('')
    .startsWith(lettersOf(played + text).join(''))
}

function lettersOf(text: string): string[] {
  return lettersWithPlaces(text).map((found) => found.letter)
}

function lettersWithPlaces(text: string): { letter: string; after: number }[] {
  const found: { letter: string; after: number }[] = []
  for (const match of text.matchAll(/[\p{L}\p{N}]/gu)) {
    found.push({ letter: match[0].toLowerCase(), after: match.index + match[0].length })
  }
  return found
}

function withTrailingPunctuation(text: string, end: number): string {
  const punctuation = /^[^\p{L}\p{N}\s]+/u.exec(text.slice(end))
  return text.slice(0, end + (punctuation?.[0].length ?? 0))
}
