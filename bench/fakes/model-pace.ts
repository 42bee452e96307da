/** How fast the model answers. */
export interface ModelPace {
  readonly firstTokenMs: number
  readonly tokensPerSecond: number
}

/** A fast model on a good day. */
export const usualPace: ModelPace = { firstTokenMs: 300, tokensPerSecond: 60 }
