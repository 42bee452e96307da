/** One answer of the model, or one sentence of the house, as it is given to the line. */
export interface SpokenPiece {
  readonly turn: number
  /** The session's name for it. */
  readonly answer: string
  /** Fills a wait: the answer itself is still to come. */
  readonly isFiller: boolean
  words: string
  /** All sound that has come of it, given to the line or kept. */
  soundMs: number
  /** Everything that was meant to come has come. */
  isWhole: boolean
  /** Nothing more comes. */
  isOver: boolean
  /** Where on the line the next of its sound that can be heard begins; `undefined`: nothing was given since. */
  fromMs: number | undefined
  /** How much of it was heard before that. */
  heardBeforeMs: number
  isAudible: boolean
  /** The session that spoke it remembers it by itself, up to where it was told that it was cut. */
  isRemembered: boolean
  /** What the session knows of its words where it does not remember them by itself. */
  told: string
  /** The model was told that no more of it is heard. */
  wasCut: boolean
}

export function createPiece(
  piece: Pick<SpokenPiece, 'turn' | 'answer' | 'isFiller' | 'words' | 'isRemembered'>,
): SpokenPiece {
  return {
    ...piece,
    soundMs: 0,
    isWhole: false,
    isOver: false,
    fromMs: undefined,
    heardBeforeMs: 0,
    isAudible: false,
    told: '',
    wasCut: false,
  }
}

/** How much of its sound the caller has heard when the line is at `playedMs`. */
export function heardMsOf(piece: SpokenPiece, playedMs: number): number {
  const sinceMs = piece.fromMs === undefined ? 0 : Math.max(0, playedMs - piece.fromMs)
  return Math.min(piece.soundMs, piece.heardBeforeMs + sinceMs)
}
