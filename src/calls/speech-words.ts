/** Words and the sound that they are spoken in, as far as both are there. */
export interface SpokenPart {
  readonly words: string
  readonly soundMs: number
  /** All of both is there. */
  readonly isWhole: boolean
}

/** How long a character takes to say in most voices. */
export const usualMsPerCharacter = 66

/**
 * Which of the words are in the first `heardMs` of their sound: whole words only. Nobody tells where in the sound
 * a word is, so it is taken to be even. While both are still coming, words run ahead of their sound; then they
 * count as spoken no faster than `msPerCharacter`, which is how this voice has spoken so far.
 */
export function wordsWithin(
  { words, soundMs, isWhole }: SpokenPart,
  { heardMs, msPerCharacter }: { heardMs: number; msPerCharacter: number },
): string {
  if (heardMs <= 0 || words === '') return ''
  if (isWhole && heardMs >= soundMs) return words.trimEnd()
  const soFar = soundMs / words.length
  const each = isWhole ? soFar : Math.max(soFar, msPerCharacter)
  return wholeWords(words, Math.floor(heardMs / each + tolerance))
}

/** How this voice speaks, judged by words that are all there; `undefined`: they are too few to tell. */
export function paceOf({ words, soundMs, isWhole }: SpokenPart): number | undefined {
  if (!isWhole || words.length < fewestToTell) return undefined
  const each = soundMs / words.length
  return each >= fastestMs && each <= slowestMs ? each : undefined
}

/** What was said up to the end of its last whole sentence. */
export function wholeSentences(text: string): string {
  return /^[^]*[.!?]["')\]]*(?=\s|$)/u.exec(text)?.[0] ?? ''
}

/** Divisions of what was multiplied before. */
const tolerance = 1e-6
const fewestToTell = 20
const fastestMs = 30
const slowestMs = 150

/** The words that end within so many characters, with the punctuation that follows them. */
function wholeWords(words: string, characters: number): string {
  if (characters >= words.length) return words.trimEnd()
  const played = words.slice(0, beginOfWordAt(words, characters)).trimEnd()
  if (played === '') return ''
  const punctuation = /^[^\p{L}\p{N}\s]+/u.exec(words.slice(played.length))
  return played + (punctuation?.[0] ?? '')
}

/** Where the word begins in whose middle this is; the place itself, where it is in no word's. */
function beginOfWordAt(words: string, at: number): number {
  // Nearly all that is said, and a hundred times as quick as looking for words of any alphabet.
  if (isPlain.test(words))
    return isLetter.test(words[at] ?? '') ? beginOfLettersBefore(words, at) : at
  const cut = segments.segment(words).containing(at)
  return cut?.isWordLike === true && cut.index < at ? cut.index : at
}

function beginOfLettersBefore(words: string, at: number): number {
  let begin = at
  while (begin > 0 && isLetter.test(words[begin - 1] ?? '')) begin -= 1
  return begin
}

/** Also the apostrophe of "don't". */
const isLetter = /[\w']/
/** ASCII. */
// oxlint-disable-next-line no-control-regex -- All of ASCII, whatever it is for.
const isPlain = /^[\x00-\x7f]*$/
const segments = new Intl.Segmenter(undefined, { granularity: 'word' })
