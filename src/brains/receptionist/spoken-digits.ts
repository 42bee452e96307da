import type { Lexicon } from './lexicon.ts'
import type { Token } from './tokens.ts'

/** Digits that were said one after the other. */
export interface DigitsFound {
  /** With a leading `+` where one was said. */
  readonly digits: string
  readonly from: number
  readonly to: number
}

/**
 * The longest number to call in what was said: `five five five`, `double four`, `oh`, `twenty one`, in
 * words, in digits or mixed. Numbers of something else, such as an invoice, are left out.
 */
export function spokenDigits(tokens: readonly Token[], lexicon: Lexicon): DigitsFound | undefined {
  const runs: DigitsFound[] = []
  let at = 0
  while (at < tokens.length) {
    const run = runFrom(tokens, { from: at, lexicon })
    if (run) runs.push(run)
    at = run ? run.to : at + 1
  }
  return runs
    .filter(({ from }) => !isOtherNumber(tokens, { from, lexicon }))
    .reduce<DigitsFound | undefined>(
      (longest, run) => (run.digits.length > (longest?.digits.length ?? 0) ? run : longest),
      undefined,
    )
}

interface Place {
  readonly from: number
  readonly lexicon: Lexicon
}

function runFrom(tokens: readonly Token[], { from, lexicon }: Place): DigitsFound | undefined {
  let digits = ''
  let to = from
  let at = from
  while (at < tokens.length) {
    const piece = pieceAt(tokens, { from: at, lexicon })
    if (piece) {
      digits += piece.digits
      at += piece.length
      to = at
    } else if (digits !== '' && at - to < 2 && lexicon.is('digitJoiners', tokens[at]?.word ?? '')) {
      at += 1
    } else break
  }
  return digits === '' ? undefined : { digits, from, to }
}

/** What one or two words add to a number. */
function pieceAt(tokens: readonly Token[], { from, lexicon }: Place): Piece | undefined {
  const word = tokens[from]?.word ?? ''
  const next = tokens[from + 1]?.word ?? ''
  if (/^\+?\d+$/.test(word)) return { digits: word, length: 1 }
  return (
    repeatedDigit({ word, next }, lexicon) ??
    withTens({ word, next }, lexicon) ??
    onePiece(lexicon.digits.get(word), 1)
  )
}

interface Piece {
  readonly digits: string
  readonly length: number
}

interface TwoWords {
  readonly word: string
  readonly next: string
}

/** `double four`. */
function repeatedDigit({ word, next }: TwoWords, lexicon: Lexicon): Piece | undefined {
  const times = lexicon.repeats.get(word)
  const digit = digitOf(next, lexicon)
  if (times === undefined || digit?.length !== 1) return undefined
  return onePiece(digit.repeat(Number(times)), 2)
}

/** `twenty one`, `twenty`. */
function withTens({ word, next }: TwoWords, lexicon: Lexicon): Piece | undefined {
  const tens = lexicon.tens.get(word)
  if (tens === undefined) return undefined
  const unit = digitOf(next, lexicon)
  const joins = unit?.length === 1 && unit !== '0'
  return joins ? onePiece(tens + unit, 2) : onePiece(`${tens}0`, 1)
}

function onePiece(digits: string | undefined, length: number): Piece | undefined {
  return digits === undefined ? undefined : { digits, length }
}

function digitOf(word: string, { digits }: Lexicon): string | undefined {
  return /^\d$/.test(word) ? word : digits.get(word)
}

function isOtherNumber(tokens: readonly Token[], { from, lexicon }: Place): boolean {
  return tokens
    .slice(Math.max(0, from - 3), from)
    .some(({ word }) => lexicon.is('otherNumbers', word))
}
