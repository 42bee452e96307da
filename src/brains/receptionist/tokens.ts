/** One word as phrases are written, and the place in the text that it comes from. */
export interface Token {
  readonly word: string
  /** As it was said; empty for the further words that a contraction stands for. */
  readonly raw: string
  readonly start: number
  readonly end: number
  readonly beginsClause: boolean
  readonly endsClause: boolean
  readonly endsSentence: boolean
}

/** Splits a tidy text into words: contractions written out, without fillers and soft words. */
export function tokensOf(text: string, lexicon: TokenWords): readonly Token[] {
  const pieces = piecesOf(text, lexicon)
  const tokens = pieces.flatMap(({ raw, start, end }, at) => {
    const isLast = at === pieces.length - 1
    const between = text.slice(end, pieces[at + 1]?.start ?? text.length)
    const isTitle = lexicon.is('titles', plainWord(raw))
    const after = isTitle ? between.replace('.', '') : between
    return spelledOut(raw, lexicon).map((word, part, words) => ({
      word,
      raw: part === 0 ? raw : '',
      start,
      end,
      beginsClause: false,
      endsClause: part === words.length - 1 && (isLast || clauseBreak.test(after)),
      endsSentence: part === words.length - 1 && (isLast || sentenceBreak.test(after)),
    }))
  })
  return withoutOpeners(withoutSoftWords(tokens, lexicon), lexicon)
}

/** What of a language is needed to tell its words apart. */
export interface TokenWords {
  readonly contractions: ReadonlyMap<string, string>
  readonly pairs: ReadonlySet<string>
  readonly digits: ReadonlyMap<string, string>
  is(kind: 'fillers' | 'openers' | 'softeners' | 'titles', word: string): boolean
}

/** The text as it is read: one line, no control characters, of bounded length. */
export function tidyText(text: string): string {
  const clipped =
    text.length <= longestText
      ? text
      : `${text.slice(0, (longestText * 2) / 3)} … ${text.slice(-longestText / 3)}`
  return clipped
    .normalize('NFC')
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
}

/** Of a longer text the beginning and the end are read: enough to know what somebody wants. */
const longestText = 800

const wordPattern =
  /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}|\b[ap]\.\s?m\b\.?|\+?\d+(?:(?:st|nd|rd|th)\b)?|[\p{L}\p{M}]+(?:[’'ʼ][\p{L}\p{M}]+)*/giu
const sentenceBreak = /[!?;\n…。！？]|\.(?:\s|$)/u
const clauseBreak = /[,:!?;\n…、，。！？–—]|\.(?:\s|$)| - /u

interface Piece {
  readonly raw: string
  readonly start: number
  readonly end: number
}

function piecesOf(text: string, { pairs }: TokenWords): Piece[] {
  const pieces: Piece[] = []
  for (const { 0: raw, index: start } of text.matchAll(wordPattern)) {
    const before = pieces.at(-1)
    const piece = { raw, start, end: start + raw.length }
    const isPair = before && pairs.has(`${plainWord(before.raw)} ${plainWord(raw)}`)
    if (isPair) pieces.splice(-1, 1, { ...piece, raw: before.raw + raw, start: before.start })
    else pieces.push(piece)
  }
  if (pieces.length <= mostWords) return pieces
  return [...pieces.slice(0, mostWords / 2), ...pieces.slice(-mostWords / 2)]
}

/** As many words as `longestText` has in ordinary speech. */
const mostWords = 160

function spelledOut(raw: string, { contractions }: TokenWords): readonly string[] {
  const lower = raw.toLowerCase().replaceAll(/[’ʼ]/g, "'")
  if (/^[ap]\.\s?m\.?$/.test(lower)) return [lower.startsWith('a') ? 'am' : 'pm']
  const plain = plainWord(raw)
  const long = contractions.get(lower) ?? contractions.get(plain)
  return long === undefined ? [plain] : long.split(' ')
}

/** Lower case, without apostrophes. */
function plainWord(raw: string): string {
  return raw.toLowerCase().replaceAll(/[’'ʼ]/g, '')
}

function withoutSoftWords(tokens: readonly Token[], lexicon: TokenWords): Token[] {
  const spoken = without(tokens, ({ word }) => lexicon.is('fillers', word))
  return spoken.length > 2 ? without(spoken, ({ word }) => lexicon.is('softeners', word)) : spoken
}

/** `Oh hello` begins with hello; `oh two oh` is the beginning of a number. */
function withoutOpeners(tokens: readonly Token[], lexicon: TokenWords): Token[] {
  const isNumber = (token: Token | undefined) =>
    token !== undefined && (lexicon.digits.has(token.word) || /^\d/.test(token.word))
  const marked = withClauseBeginnings(tokens)
  const kept = without(marked, ({ word, beginsClause, endsClause }, at) => {
    const next = marked[at + 1]
    return (
      beginsClause &&
      !endsClause &&
      lexicon.is('openers', word) &&
      next !== undefined &&
      !isNumber(next)
    )
  })
  return withClauseBeginnings(kept)
}

/** Takes words out and leaves the breaks after them where they were. */
function without(
  tokens: readonly Token[],
  isDropped: (token: Token, at: number) => boolean,
): Token[] {
  const kept: Token[] = []
  tokens.forEach((token, at) => {
    if (!isDropped(token, at)) {
      kept.push(token)
      return
    }
    const before = kept.pop()
    if (!before) return
    kept.push({
      ...before,
      endsClause: before.endsClause || token.endsClause,
      endsSentence: before.endsSentence || token.endsSentence,
    })
  })
  return kept
}

function withClauseBeginnings(tokens: readonly Token[]): Token[] {
  return tokens.map((token, at) => ({
    ...token,
    beginsClause: at === 0 || tokens[at - 1]?.endsClause === true,
  }))
}
