import { percentile } from '../percentile.ts'
import type { Spread } from '../spread.ts'
import type { SpeechWindow } from './speech-window.ts'

/** How callers fell in, and what the model was told of it. */
export interface InterruptionFigures {
  readonly interruptions: number
  /** From the model's word that the caller speaks until the caller's end was told to drop the sound. */
  readonly clearedMs: Spread
  /** Interruptions after which nothing was dropped. */
  readonly uncleared: number
  /** Between what the caller had heard of an answer when it was cut, and what the model was told of that. */
  readonly truncationErrorMs: Spread
  /** Cut answers that the model was told nothing about. */
  readonly untold: number
  /** Pieces of an interrupted answer that were played all the same. */
  readonly stalePieces: number
}

export function interruptionFiguresOf({ report }: SpeechWindow): InterruptionFigures {
  const { interruptions, stalePieces, truncations } = report
  const cleared = interruptions.flatMap(({ clearedMs, startedMs }) =>
    clearedMs === undefined ? [] : [clearedMs - startedMs],
  )
  const errors = truncations.flatMap(({ heardMs, toldMs }) =>
    toldMs === undefined ? [] : [Math.abs(toldMs - heardMs)],
  )
  return {
    interruptions: interruptions.length,
    clearedMs: spreadOf(cleared),
    uncleared: interruptions.length - cleared.length,
    truncationErrorMs: spreadOf(errors),
    untold: truncations.length - errors.length,
    stalePieces,
  }
}

function spreadOf(values: readonly number[]): Spread {
  return { p50: percentile(values, 0.5), p99: percentile(values, 0.99) }
}
