import type { SpeechPhrases } from '../spoken-dialogue.ts'
import { answerEvent, houseEvent, sayEvent, type ClientEvent } from './client-events.ts'
import type { ServerResponse } from './server-events.ts'

/** What is asked of the server: an answer of the model's own, or words of the house. */
export type Asked =
  | { readonly kind: 'answer'; readonly instruction: string | undefined }
  | { readonly kind: 'say'; readonly saying: string; readonly words: string }

export function sayingOf(asked: Asked): string | undefined {
  return asked.kind === 'say' ? asked.saying : undefined
}

/** What asks for it, under this name. */
export function requestEvents(
  name: string,
  { asked, phrases }: { readonly asked: Asked; readonly phrases: SpeechPhrases },
): readonly ClientEvent[] {
  if (asked.kind === 'say') {
    const { saying, words } = asked
    return [sayEvent(name, { saying, instructions: phrases.exactly(words) })]
  }
  const note = noteOf(name, asked)
  if (note === undefined || asked.instruction === undefined) return [answerEvent(name)]
  return [houseEvent(note, phrases.instruction(asked.instruction)), answerEvent(name)]
}

/**
 * The item that says what an answer is to do beyond the usual. It stands in the conversation while the answer is
 * made, beside the session's instructions and not instead of them: what a cache has of those stays as it is.
 */
export function noteOf(name: string, asked: Asked): string | undefined {
  const hasNote = asked.kind === 'answer' && asked.instruction !== undefined
  return hasNote ? `note-${name}` : undefined
}

/** Names come back with the answer; a server that sends none is believed. */
export function isOfAnother({ metadata }: ServerResponse, name: string): boolean {
  const named = metadata?.['asked']
  return named !== undefined && named !== name
}
