/** What a caller has heard, and a place in it: what was looked for and found is behind that place. */
export interface HeardText {
  add(word: string): void
  /**
   * Whether it was heard since the last thing found. Words are compared without case and punctuation; a
   * pattern is matched as it stands. A find moves the place behind it.
   */
  find(expected: string | RegExp): boolean
  whole(): string
  sinceLastFound(): string
}

export function createHeardText(): HeardText {
  let text = ''
  let place = 0
  return {
    add(word) {
      text += text === '' ? word : ` ${word}`
    },
    find(expected) {
      const rest = text.slice(place)
      const end = typeof expected === 'string' ? endOfWords(rest, expected) : endOf(rest, expected)
      if (end === undefined) return false
      place += end
      return true
    },
    whole: () => text,
    sinceLastFound: () => text.slice(place).trim(),
  }
}

function endOf(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)
  return found === null ? undefined : found.index + found[0].length
}

function endOfWords(text: string, words: string): number | undefined {
  const wanted = plainLetters(words)
    .map((found) => found.letter)
    .join('')
    .trim()
  if (wanted === '') throw new RangeError('Words to be heard need a letter or a digit.')
  const letters = plainLetters(text)
  const start = letters
    .map((found) => found.letter)
    .join('')
    .indexOf(wanted)
  return start === -1 ? undefined : letters[start + wanted.length - 1]?.end
}

/** Letters and digits in lower case, with one blank for whatever separates words. */
function plainLetters(text: string): { letter: string; end: number }[] {
  const letters: { letter: string; end: number }[] = []
  for (const match of text.matchAll(/['’]|[\p{L}\p{N}\p{M}]|./gsu)) {
    const end = match.index + match[0].length
    if (/^[\p{L}\p{N}\p{M}]$/u.test(match[0])) {
      for (const letter of match[0].toLowerCase().split('')) letters.push({ letter, end })
    } else if (!/^['’]$/.test(match[0]) && letters.at(-1)?.letter !== ' ') {
      letters.push({ letter: ' ', end })
    }
  }
  return letters
}
