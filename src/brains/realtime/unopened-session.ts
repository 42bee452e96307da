import { deafSession } from '../../calls/deaf-session.ts'
import type { SpeechSession } from '../../calls/speech-brain.ts'
import { describeError } from '../../lib/errors.ts'

/** A session for which nobody could be asked, and no other one for the same call could be: lost from the beginning. */
export function unopenedSession(error: unknown): SpeechSession {
  let isOver = false
  return {
    ...deafSession,
    attach(listener) {
      if (isOver) return
      isOver = true
      const detail = `The session could not be asked for: ${describeError(error)}`
      listener.receive({ type: 'lost', reason: 'refused', detail })
    },
    close: () => void (isOver = true),
  }
}
