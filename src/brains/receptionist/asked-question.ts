import type { AgentTurn } from '../../calls/transcript.ts'
import type { Lexicon } from './lexicon.ts'
import type { Expecting } from './reception.ts'
import { tidyText, tokensOf } from './tokens.ts'
import { variantsOf } from './variants.ts'
import type { Question, Words } from './words.ts'

/** Which question an agent's turn ended with, and how much of it the caller heard. */
export function askedQuestion(
  { planned, text, interrupted }: Pick<AgentTurn, 'planned' | 'text' | 'interrupted'>,
  { words, lexicon }: { words: Words; lexicon: Lexicon },
): Expecting | undefined {
  const sentence = lastSentence(planned)
  const question = questionIn(sentence, { words, lexicon })
  return question && { question, heard: heardOf({ planned, text, interrupted }, sentence) }
}

/** How much of the last sentence the caller heard. */
export function heardOf(
  { planned, text, interrupted }: Pick<AgentTurn, 'planned' | 'text' | 'interrupted'>,
  sentence: string,
): Expecting['heard'] {
  if (!interrupted) return 'whole'
  const heard = lettersOf(text)
  if (heard.endsWith(lettersOf(sentence))) return 'whole'
  const before = lettersOf(planned).length - lettersOf(sentence).length
  return before > 0 && heard.length >= before ? 'part' : 'none'
}

export function lastSentence(text: string): string {
  const whole = text.trim()
  const open = whole.replace(/[.!?]+$/, '')
  const before = Math.max(...['.', '!', '?'].map((mark) => open.lastIndexOf(mark)))
  return whole.slice(before + 1).trim()
}

export function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** Our own questions by their wording; those of other brains by what they ask for. */
function questionIn(
  sentence: string,
  { words, lexicon }: { words: Words; lexicon: Lexicon },
): Question | undefined {
  const own = ownQuestions(words).get(lettersOf(sentence))
  if (own !== undefined || !sentence.endsWith('?')) return own
  return lexicon.asks.find(tokensOf(tidyText(sentence), lexicon))[0]?.mark
}

const known = new WeakMap<Words, ReadonlyMap<string, Question>>()

function ownQuestions(words: Words): ReadonlyMap<string, Question> {
  const before = known.get(words)
  if (before) return before
  const questions = Object.keys(words.says.questions).filter(
    (key): key is Question => key in words.says.questions,
  )
  const byWording = new Map(
    questions.flatMap((question) =>
      variantsOf(words.says.questions[question]).map(
        (wording) => [lettersOf(wording), question] as const,
      ),
    ),
  )
  known.set(words, byWording)
  return byWording
}
