import type { Words } from './words.ts'
import { emergenciesEn } from './words-en/emergencies.ts'
import { hoursEn } from './words-en/hours.ts'
import { leadsEn } from './words-en/leads.ts'
import { nameWordsEn } from './words-en/name-words.ts'
import { asksEn, questionsEn } from './words-en/questions.ts'
import { questionsToUsEn } from './words-en/questions-to-us.ts'
import { receiptsEn, teamNotesEn } from './words-en/receipts.ts'
import { repliesEn } from './words-en/replies.ts'
import { sentencesEn } from './words-en/sentences.ts'
import { singleWordsEn } from './words-en/single-words.ts'
import { wishesEn } from './words-en/wishes.ts'

/** English: all that the receptionist recognises and says, by theme. */
export const wordsEn: Words = {
  hears: {
    ...singleWordsEn,
    ...nameWordsEn,
    phrases: {
      ...repliesEn,
      ...wishesEn,
      ...emergenciesEn,
      ...questionsToUsEn,
      ...leadsEn,
    },
    asks: asksEn,
  },
  says: {
    questions: questionsEn,
    sentences: sentencesEn,
    receipts: receiptsEn,
    forTeam: teamNotesEn,
    hours: hoursEn,
  },
}
