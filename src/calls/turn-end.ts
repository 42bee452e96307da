/** The end of a turn, for those who wait for it. */
export interface TurnEnd {
  /** Settles at the next end. */
  next(): Promise<void>
  /** The turn is over. */
  reached(): void
}

export function createTurnEnd(): TurnEnd {
  let awaited: PromiseWithResolvers<void> | undefined
  return {
    next() {
      awaited ??= Promise.withResolvers<void>()
      return awaited.promise
    },
    reached() {
      awaited?.resolve()
      awaited = undefined
    },
  }
}
