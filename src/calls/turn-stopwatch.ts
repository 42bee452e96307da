import type { Clock } from '../lib/clock.ts'
import type { TurnLatency } from './journal-event.ts'

/** Measures where the time of one turn goes, from the caller's last word to the agent's first. */
export interface TurnStopwatch {
  wordsAreDurable(): void
  brainSpoke(): void
  toolTook(tookMs: number): void
  wordsSent(): void
  wordsHeard(): void
  read(): TurnLatency
}

/**
 * `speechEndedMs`: when the caller stopped speaking, on the clock's monotonic scale; where the line does
 * not tell, the moment at which the words arrived.
 */
export function createTurnStopwatch(
  clock: Clock,
  { turn, speechEndedMs }: { turn: number; speechEndedMs: number | undefined },
): TurnStopwatch {
  const arrivedMs = clock.monotonicMs()
  const sinceArrival = () => roundedMs(clock.monotonicMs() - arrivedMs)
  let durableMs: number | undefined
  let brainFirstWordMs: number | undefined
  let firstWordSentMs: number | undefined
  let firstWordHeardMs: number | undefined
  let toolsMs = 0

  return {
    wordsAreDurable: () => (durableMs ??= sinceArrival()),
    brainSpoke: () => (brainFirstWordMs ??= sinceArrival()),
    toolTook: (tookMs) => (toolsMs += firstWordSentMs === undefined ? tookMs : 0),
    wordsSent: () => (firstWordSentMs ??= sinceArrival()),
    wordsHeard: () =>
      (firstWordHeardMs ??= roundedMs(clock.monotonicMs() - (speechEndedMs ?? arrivedMs))),
    read: () => ({
      turn,
      brainFirstWordMs,
      toolsMs: roundedMs(toolsMs),
      durableMs: durableMs ?? sinceArrival(),
      firstWordSentMs,
      firstWordHeardMs,
    }),
  }
}

function roundedMs(ms: number): number {
  return Math.round(ms * 10) / 10
}
