import { median } from '../percentile.ts'
import type { Spread } from '../spread.ts'
import { costFiguresOf, type CostFigures } from './cost-figures.ts'
import { frameFiguresOf, type FrameFigures } from './frame-figures.ts'
import { interruptionFiguresOf, type InterruptionFigures } from './interruption-figures.ts'
import type { SpeechWindow } from './speech-window.ts'
import { troubleFiguresOf, type TroubleFigures } from './trouble-figures.ts'

/** What a window comes to. */
export interface SpeechFigures {
  readonly cost: CostFigures
  readonly frames: FrameFigures
  readonly interruptions: InterruptionFigures
  readonly trouble: TroubleFigures
}

export function speechFiguresOf(window: SpeechWindow): SpeechFigures {
  return {
    cost: costFiguresOf(window),
    frames: frameFiguresOf(window),
    interruptions: interruptionFiguresOf(window),
    trouble: troubleFiguresOf(window),
  }
}

/** The middle of what several windows of one server under one load have shown; what must not be, summed. */
export function middleOfSpeech(windows: readonly SpeechFigures[]): SpeechFigures {
  const middle = (read: (figures: SpeechFigures) => number | undefined) => median(windows.map(read))
  const sum = (read: (figures: SpeechFigures) => number) =>
    windows.reduce((total, figures) => total + read(figures), 0)
  const spread = (read: (figures: SpeechFigures) => Spread): Spread => ({
    p50: middle((figures) => read(figures).p50),
    p99: middle((figures) => read(figures).p99),
  })
  return {
    cost: {
      cpuSecondsPerCallMinute: middle(({ cost }) => cost.cpuSecondsPerCallMinute),
      databaseCpuSecondsPerCallMinute: middle(({ cost }) => cost.databaseCpuSecondsPerCallMinute),
      coreUsed: middle(({ cost }) => cost.coreUsed) ?? 0,
      coreUsedByLoad: middle(({ cost }) => cost.coreUsedByLoad) ?? 0,
      rssMb: middle(({ cost }) => cost.rssMb) ?? 0,
      kbPerCall: middle(({ cost }) => cost.kbPerCall),
    },
    frames: {
      toModelMs: spread(({ frames }) => frames.toModelMs),
      toCallerMs: spread(({ frames }) => frames.toCallerMs),
      lost: sum(({ frames }) => frames.lost),
      disordered: sum(({ frames }) => frames.disordered),
      lateShare: middle(({ frames }) => frames.lateShare),
      loadLateMs: spread(({ frames }) => frames.loadLateMs),
    },
    interruptions: {
      interruptions: sum(({ interruptions }) => interruptions.interruptions),
      clearedMs: spread(({ interruptions }) => interruptions.clearedMs),
      uncleared: sum(({ interruptions }) => interruptions.uncleared),
      truncationErrorMs: spread(({ interruptions }) => interruptions.truncationErrorMs),
      untold: sum(({ interruptions }) => interruptions.untold),
      stalePieces: sum(({ interruptions }) => interruptions.stalePieces),
    },
    trouble: {
      answers: sum(({ trouble }) => trouble.answers),
      lostLines: sum(({ trouble }) => trouble.lostLines),
      strangePieces: sum(({ trouble }) => trouble.strangePieces),
      refused: summed(windows.map(({ trouble }) => trouble.refused)),
    },
  }
}

function summed(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [name, count] of counts.flatMap((one) => Object.entries(one))) {
    sums[name] = (sums[name] ?? 0) + count
  }
  return sums
}
