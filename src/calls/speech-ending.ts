import { createLineEnding, type LineEnding, type LineEndingParts } from './line-ending.ts'
import type { SessionEnd } from './talk.ts'
import type { Transfer } from './tool.ts'

/** How a spoken talk comes to its end, and what is known of it when it has. */
export interface SpeechEnding extends LineEnding {
  /** Whom the caller is handed over to. */
  transfer: Transfer | undefined
  /** Nobody can speak on this line any more: it ends when what is being said was heard. */
  isUnable: boolean
  /** Nobody can, and the caller still wants something. */
  instead: SessionEnd['instead']
}

export function createSpeechEnding(parts: LineEndingParts): SpeechEnding {
  const unknown = { transfer: undefined, isUnable: false, instead: undefined }
  return Object.assign(createLineEnding(parts), unknown)
}

/** `by`: who ended it, as far as the line knows. */
export function sessionEndOf(
  { instead, isAskedFor, transfer }: SpeechEnding,
  by: SessionEnd['by'],
): SessionEnd {
  if (by === 'caller' || !isAskedFor) return { by, transfer }
  // After our own end nothing was left to say, however the connection went down.
  if (instead === undefined) return { by: 'agent', transfer }
  return { by: 'fault', transfer: undefined, instead }
}
