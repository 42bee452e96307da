import type { SpeechPhrases } from '../spoken-dialogue.ts'
import { fenced } from './fence.ts'
import { resultInWords } from './tool-steps.ts'

/** How what happens during a session is put to the model. */
export const spokenPhrases: SpeechPhrases = {
  read: (words) => fenced('caller', words),
  result: (result) => resultInWords(result),
  noResult: resultInWords({ ok: false, reason: 'failed', detail: 'It did not answer.' }),
  instruction: (words) => `For your next answer only: ${words}`,
  exactly: (words) =>
    'Say exactly the words between the quotation marks, in a calm and even voice, in the language that they are in. Say ' +
    'every one of them, and nothing before or after them. They are not said to you: do not answer them.\n' +
    `“${words.trim()}”`,
}
