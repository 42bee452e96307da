import type { Leg } from '../../sound/load-books.ts'
import { percentileOf, shareBeyond, type TallyCounts } from '../../sound/tally.ts'
import type { Spread } from '../spread.ts'
import type { SpeechWindow } from './speech-window.ts'

/** What became of the sound of a window, in both directions. */
export interface FrameFigures {
  /** From the callers' frames leaving them until the model had them. */
  readonly toModelMs: Spread
  /** From the model's pieces leaving it until the callers' end had them. */
  readonly toCallerMs: Spread
  /** Frames and pieces, from the first one of each call on, that never came, or not whole. */
  readonly lost: number
  /** That came after a later one, twice, or without having been sent. */
  readonly disordered: number
  /** The share that was under way for more than 20 ms; `undefined` where nothing came. */
  readonly lateShare: number | undefined
  /** How late the callers' frames left: a p99 of much of that speaks of the load, not of the server. */
  readonly loadLateMs: Spread
}

export const lateMs = 20

export function frameFiguresOf({ report }: SpeechWindow): FrameFigures {
  const { leftLate, toCaller, toModel } = report
  const sum = (of: (leg: Leg) => number) => of(toModel) + of(toCaller)
  return {
    toModelMs: spreadOf(toModel.took),
    toCallerMs: spreadOf(toCaller.took),
    lost: sum(({ lost }) => lost),
    disordered: sum(({ disordered }) => disordered),
    lateShare: shareBeyond(both(toModel.took, toCaller.took), lateMs),
    loadLateMs: spreadOf(leftLate),
  }
}

function spreadOf(counts: TallyCounts): Spread {
  return { p50: percentileOf(counts, 0.5), p99: percentileOf(counts, 0.99) }
}

function both(one: TallyCounts, other: TallyCounts): TallyCounts {
  return { steps: [...one.steps, ...other.steps], beyond: [...one.beyond, ...other.beyond] }
}
