import type { CallTurnLatency } from '../../../src/contract/index.ts'

/** One share of the wait for an answer; the shares come one after the other and add up to it. */
export interface LatencyShare {
  readonly name: string
  readonly ms: number
}

/**
 * The wait between the end of the caller's speech and the first audible word of the answer, share by share.
 * `undefined` where the channel does not tell enough for it.
 */
export function latencySplit(turn: CallTurnLatency): readonly LatencyShare[] | undefined {
  const { brainFirstWordMs, detectionMs, firstWordSentMs, playbackMs } = turn
  if (detectionMs === null || playbackMs === null || firstWordSentMs === null) return undefined
  // Tools that ran before the first word made the brain wait for their results.
  const toolsMs = Math.min(turn.toolsMs, firstWordSentMs)
  const brainMs = Math.min(brainFirstWordMs ?? firstWordSentMs, firstWordSentMs)
  const modelMs = Math.max(0, brainMs - toolsMs)
  const oursMs = Math.max(0, firstWordSentMs - modelMs - toolsMs)
  return [
    { name: 'Noticing the end', ms: detectionMs },
    { name: 'Model', ms: modelMs },
    { name: 'Tools', ms: toolsMs },
    { name: 'This server', ms: oursMs },
    { name: 'Until audible', ms: playbackMs },
  ]
}
