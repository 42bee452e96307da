import type { Clock } from '../lib/clock.ts'
import type { TurnLatency } from './journal-event.ts'

/** Measures where the time of one turn goes, from the caller's last word to the agent's first. */
export interface TurnStopwatch {
  wordsAreDurable(): void
  brainSpoke(): void
  toolTook(tookMs: number): void
  /** The answer's first word, or the first piece of its sound, has left, behind so many characters of a filler. */
  wordsSent(how?: { readonly behind: number }): void
  /** Something is audible: the answer, or the filler before it. */
  becameAudible(): void
  /** So many characters of the filler and the answer were heard. */
  heardThrough(characters: number): void
  /** The answer's first word is audible, and has been for so long. */
  wordsHeard(forMs?: number): void
  /** What covers the wait is audible, and has been for so long. */
  fillerHeard(forMs?: number): void
  read(): TurnLatency
}

/**
 * To be made when the end of the caller's speech is known. `speechEndedMs`: when the caller stopped speaking, on
 * the clock's monotonic scale; where the line does not tell, the moment at which the words arrived.
 */
export function createTurnStopwatch(
  clock: Clock,
  { turn, speechEndedMs }: { turn: number; speechEndedMs: number | undefined },
): TurnStopwatch {
  const knownMs = clock.monotonicMs()
  const endedMs = speechEndedMs ?? knownMs
  const sinceKnown = () => roundedMs(clock.monotonicMs() - knownMs)
  const sinceEnd = (forMs: number) => roundedMs(clock.monotonicMs() - forMs - endedMs)
  const detectionMs = speechEndedMs === undefined ? undefined : roundedMs(knownMs - speechEndedMs)
  let durableMs: number | undefined
  let brainFirstWordMs: number | undefined
  let firstWordSentMs: number | undefined
  let firstWordHeardMs: number | undefined
  let fillerHeardMs: number | undefined
  let fillerCharacters = 0
  let toolsMs = 0
  const wordsHeard = (forMs = 0) => void (firstWordHeardMs ??= sinceEnd(forMs))
  const fillerHeard = (forMs = 0) => void (fillerHeardMs ??= sinceEnd(forMs))

  return {
    wordsAreDurable: () => (durableMs ??= sinceKnown()),
    brainSpoke: () => (brainFirstWordMs ??= sinceKnown()),
    toolTook: (tookMs) => (toolsMs += firstWordSentMs === undefined ? tookMs : 0),
    wordsSent({ behind } = { behind: 0 }) {
      if (firstWordSentMs !== undefined) return
      firstWordSentMs = sinceKnown()
      fillerCharacters = behind
    },
    becameAudible() {
      const isAnswer = firstWordSentMs !== undefined && fillerCharacters === 0
      if (isAnswer) wordsHeard()
      else fillerHeard()
    },
    heardThrough(characters) {
      if (fillerCharacters > 0 && characters > fillerCharacters) wordsHeard()
    },
    wordsHeard,
    fillerHeard,
    read: () => ({
      turn,
      brainFirstWordMs,
      toolsMs: roundedMs(toolsMs),
      durableMs: durableMs ?? sinceKnown(),
      firstWordSentMs,
      firstWordHeardMs,
      detectionMs,
      playbackMs: playbackMs({ detectionMs, firstWordSentMs, firstWordHeardMs }),
      fillerHeardMs,
    }),
  }
}

/** What is left of the way to the first audible word, once the others have had their share. */
function playbackMs({
  detectionMs = 0,
  firstWordSentMs,
  firstWordHeardMs,
}: Pick<TurnLatency, 'detectionMs' | 'firstWordSentMs' | 'firstWordHeardMs'>) {
  if (firstWordSentMs === undefined || firstWordHeardMs === undefined) return undefined
  return Math.max(0, roundedMs(firstWordHeardMs - detectionMs - firstWordSentMs))
}

function roundedMs(ms: number): number {
  return Math.round(ms * 10) / 10
}
