import type { Timer } from '../clock.ts'
import type { Pacing } from '../pacing.ts'
import { takeSentences } from '../speech/sentences.ts'
import type { Speaker } from '../speech/speaker.ts'
import type { Utterance } from '../speech/utterance.ts'

/** One answer of the server while it is being sent: tokens in, sentences to the speaker. */
export interface TalkCycle {
  readonly utterance: Utterance
  add(text: string): void
  /** The last token came: what is left is spoken. */
  close(): void
  /** Nothing of it is spoken any more, neither what waits nor what still comes. */
  drop(): void
  isDropped(): boolean
  /** What waits for the end of its sentence. */
  waitingText(): string
}

export interface TalkCycleParts {
  readonly pacing: Pacing
  readonly speaker: Speaker
  readonly idleFlushMs: number
  readonly utterance: Utterance
}

export function createTalkCycle(parts: TalkCycleParts): TalkCycle {
  const { pacing, speaker, utterance } = parts
  let waiting = ''
  let dropped = false
  let idleTimer: Timer | undefined

  function flush(): void {
    idleTimer?.cancel()
    speaker.enqueue(utterance, waiting)
    waiting = ''
  }

  return {
    utterance,
    add(text) {
      if (dropped) return
      utterance.knownText += text
      const { sentences, rest } = takeSentences(waiting + text)
      for (const sentence of sentences) speaker.enqueue(utterance, sentence)
      waiting = rest
      idleTimer?.cancel()
      if (waiting.trim() !== '') idleTimer = pacing.after(parts.idleFlushMs, flush)
    },
    close() {
      if (!dropped) flush()
    },
    drop() {
      idleTimer?.cancel()
      waiting = ''
      dropped = true
    },
    isDropped: () => dropped,
    waitingText: () => waiting,
  }
}
