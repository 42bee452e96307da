import type { Clock } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import { silenceOf } from './sound.ts'
import type { CallerSpeech } from './speech-caller.ts'
import type { CallerWords } from './speech-caller-words.ts'
import type { SpeechSessions } from './speech-sessions.ts'

/** For the record: the words of what was said last are awaited after the line has closed as well. */
const lastWordsComeWithinMs = 2_000
/** Whoever hangs up with the last word is never heard to fall silent. */
const silenceAfterHangUp = silenceOf(1_000)

/** Settles when the words of everything that the caller has said are there, or are not waited for any more. */
export async function lastWordsOf(caller: {
  readonly clock: Clock
  readonly speech: CallerSpeech
  readonly words: CallerWords
  readonly sessions: Pick<SpeechSessions, 'ears'>
}): Promise<void> {
  const { clock, sessions, speech, words } = caller
  if (speech.isSpeaking) sessions.ears.hear(silenceAfterHangUp)
  const limit = { deadlineMs: lastWordsComeWithinMs, what: 'What was said last', clock }
  await withDeadline(speech.decided(), limit).catch(() => undefined)
  await words.settle(lastWordsComeWithinMs)
}
