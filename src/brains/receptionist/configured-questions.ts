import type { ConfiguredQuestion } from '../../agents/agent.ts'
import type { Lexicon } from './lexicon.ts'
import { tidyText, tokensOf, type Token } from './tokens.ts'

/**
 * Which of the owner's questions somebody asks, in the order in which they ask them. Where several fit the
 * same words, the one that says most of them.
 */
export function configuredQuestionsIn(
  tokens: readonly Token[],
  { questions, lexicon }: { questions: readonly ConfiguredQuestion[]; lexicon: Lexicon },
): readonly number[] {
  const stems = stemsOf(tokens, lexicon)
  const matches = questions.flatMap((question, index) =>
    matchesOf(question, { index, stems, lexicon }),
  )
  const best: Match[] = []
  for (const match of matches.toSorted((one, other) => other.weight - one.weight)) {
    if (!best.some((kept) => overlap(kept, match) || kept.index === match.index)) best.push(match)
  }
  return best
    .toSorted((one, other) => one.from - other.from)
    .slice(0, mostAnswers)
    .map(({ index }) => index)
}

/** More answers than this in one breath nobody remembers. */
const mostAnswers = 3

interface Match {
  readonly index: number
  readonly from: number
  readonly to: number
  readonly weight: number
}

function matchesOf(
  question: ConfiguredQuestion,
  { index, stems, lexicon }: { index: number; stems: readonly string[]; lexicon: Lexicon },
): Match[] {
  const phrases = question.askedWith.map((phrase) => stemsIn(phrase, lexicon))
  const asked = phrases.flatMap((phrase) =>
    spanOf(phrase, stems).map((span) => ({ index, ...span })),
  )
  const [whole] = allWords(stemsIn(question.question, lexicon), { stems, lexicon })
  return whole ? [...asked, { index, ...whole }] : asked
}

type Span = Omit<Match, 'index'>

/** Where the words of a phrase follow each other, with at most one other word between two of them. */
function spanOf(phrase: readonly string[], stems: readonly string[]): Span[] {
  for (let from = 0; phrase.length > 0 && from < stems.length; from += 1) {
    let at = from
    const fits = phrase.every((stem, part) => {
      const found = [at, ...(part === 0 ? [] : [at + 1])].find((place) => stems[place] === stem)
      at = (found ?? at) + 1
      return found !== undefined
    })
    if (fits) return [{ from, to: at, weight: phrase.length * 2 }]
  }
  return []
}

/** The owner's question itself, when all of its telling words were said, in any order. */
function allWords(
  phrase: readonly string[],
  { stems, lexicon }: { stems: readonly string[]; lexicon: Lexicon },
): Span[] {
  const telling = phrase.filter((stem) => !lexicon.is('common', stem))
  const places = telling.map((stem) => stems.indexOf(stem))
  if (telling.length === 0 || places.includes(-1)) return []
  return [
    { from: Math.min(...places), to: Math.max(...places) + 1, weight: telling.length * 2 - 1 },
  ]
}

function overlap(one: Span, other: Span): boolean {
  return one.from < other.to && other.from < one.to
}

function stemsIn(phrase: string, lexicon: Lexicon): string[] {
  return stemsOf(tokensOf(tidyText(phrase), lexicon), lexicon)
}

function stemsOf(tokens: readonly Token[], lexicon: Lexicon): string[] {
  return tokens
    .filter(({ word }) => !lexicon.is('small', word))
    .map(({ word }) => lexicon.stem(word))
}
