/** Cuts text into words, each with the blanks around it, so that the words joined are the text. */
export function wordsOf(text: string): string[] {
  return text.match(/\s*\S+\s*/gu)?.flatMap(cutLongWord) ?? []
}

/** Scripts without blanks would be one word as long as the sentence. */
function cutLongWord(word: string): string[] {
  if (word.length <= longestWord) return [word]
  return [...graphemes.segment(word)]
    .map(({ segment }) => segment)
    .reduce<string[]>((pieces, letter) => {
      const last = pieces.at(-1)
      if (last === undefined || last.length >= pieceLength) pieces.push(letter)
      else pieces[pieces.length - 1] = last + letter
      return pieces
    }, [])
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const longestWord = 40
const pieceLength = 8

/** Whether what has been played since the last report is reported after this word. */
export function endsWordGroup(words: readonly string[]): boolean {
  return words.length >= groupSize || /[,;:.!?…。！？，、]["'”’)\]]*\s*$/u.test(words.at(-1) ?? '')
}

const groupSize = 5
