/** The middle, and what is worse in one of a hundred only. `undefined`: there was nothing to tell it from. */
export interface Spread {
  readonly p50: number | undefined
  readonly p99: number | undefined
}
