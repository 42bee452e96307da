import type { SpeechWindow } from './speech-window.ts'

/** What should not have happened at all. */
export interface TroubleFigures {
  /** Answers that the model began: where there are none, nothing was measured. */
  readonly answers: number
  readonly lostLines: number
  /** Sound that reached a caller and was none of its call's. */
  readonly strangePieces: number
  /** What the model refused, by its code, as often as it did. */
  readonly refused: Readonly<Record<string, number>>
}

export function troubleFiguresOf({ report }: SpeechWindow): TroubleFigures {
  const { answers, lostLines, refused, strangePieces } = report
  return { answers, lostLines: lostLines.length, strangePieces, refused }
}
