import { standingWords } from '../../agents/standing-words.ts'
import { lastSentence, lettersOf } from './asked-question.ts'

/** What the house asks in its own words, whichever brain answers. */
export type HouseAsked = 'presence' | 'message' | 'message-instead' | 'pass-on'

/**
 * What the caller's next words may be about after standing words: `message`, one was offered beside the question
 * that is open; `message-instead` and `pass-on`, nobody took the call and the next words are for them.
 */
export function houseAsked(planned: string): HouseAsked | undefined {
  return asked.get(endOf(planned))
}

const { fillers, nobodyTookTheCall, silent, unclear } = standingWords()
const name = undefined

const asked: ReadonlyMap<string, HouseAsked> = new Map<string, HouseAsked>([
  [endOf(silent[0]), 'presence'],
  [endOf(silent[1]), 'message'],
  [endOf(unclear[1]), 'message'],
  [endOf(nobodyTookTheCall({ name, callback: false })), 'message-instead'],
  [endOf(nobodyTookTheCall({ name, callback: true })), 'pass-on'],
])

function endOf(words: string): string {
  return lettersOf(lastSentence(words))
}

/** What the agent meant to say and what was heard of it, without a filler of the house around it. */
export function withoutFillers<Spoken extends { planned: string; text: string }>(
  spoken: Spoken,
): Spoken {
  const before = fillers.find((filler) => spoken.planned.trimStart().startsWith(filler))
  const planned = withoutEnd(withoutBeginning(spoken.planned, before))
  return { ...spoken, planned, text: withoutEnd(withoutBeginning(spoken.text, before)) }
}

/** Also a filler of which only a part was heard. */
function withoutBeginning(words: string, filler: string | undefined): string {
  if (filler === undefined) return words
  const trimmed = words.trimStart()
  if (trimmed.startsWith(filler)) return trimmed.slice(filler.length).trimStart()
  return filler.startsWith(trimmed.trimEnd()) ? '' : words
}

function withoutEnd(words: string): string {
  const trimmed = words.trimEnd()
  const after = fillers.find((filler) => trimmed.endsWith(`? ${filler}`))
  return after === undefined ? words : trimmed.slice(0, -after.length).trimEnd()
}
