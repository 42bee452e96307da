import type { Reception, Surroundings } from './reception.ts'
import { filled, freshVariant } from './variants.ts'
import type { Question, ReceiptWords, Sentence, TeamNote } from './words.ts'

/** All that a step is decided from, and the words to say it in. */
export interface Scene {
  readonly reception: Reception
  readonly around: Surroundings
  readonly voice: Voice
}

/** The sentences of the language, in words that were not used lately. */
export interface Voice {
  sentence(key: Sentence, facts?: FactsToFill): string
  question(key: Question): string
  receipt(key: ReceiptWords, facts: FactsToFill): string
  forTeam(key: TeamNote, facts?: FactsToFill): string
}

export type FactsToFill = Readonly<Record<string, string | undefined>>

export function createScene(reception: Reception, around: Surroundings): Scene {
  const { says } = around.words
  const fresh = (text: string) => freshVariant(text, reception.said)
  return {
    reception,
    around,
    voice: {
      sentence: (key, facts = {}) => filled(fresh(says.sentences[key]), facts),
      question: (key) => fresh(says.questions[key]),
      receipt: (key, facts) => filled(says.receipts[key], facts),
      forTeam: (key, facts = {}) => filled(says.forTeam[key], facts),
    },
  }
}
