import type { Opening } from './talk.ts'
import type { TranscriptTurn } from './transcript.ts'

/** With which words the next talk with the caller begins. */
export interface NextOpening {
  readonly present: Opening
  /** The caller was here before, and hears these words instead of the greeting. */
  goOnWith(words: string): void
  /** What was heard so far decides whether the notice has to come once more. */
  lookAt(turns: readonly TranscriptTurn[]): void
}

export function createNextOpening(
  first: Opening,
  { isNoticeHeard = false }: { isNoticeHeard?: boolean } = {},
): NextOpening {
  const { notice } = first
  let present = first
  let wasHeard = isNoticeHeard
  return {
    get present() {
      return present
    },
    goOnWith(words) {
      present = wasHeard ? { notice: '', words } : { notice, words: `${notice} ${words}`.trim() }
    },
    lookAt(turns) {
      wasHeard ||= turns.some((turn) => turn.speaker === 'agent' && turn.text.includes(notice))
    },
  }
}
