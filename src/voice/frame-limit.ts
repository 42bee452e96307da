import type { Clock } from '../lib/clock.ts'

/** Guards one socket against more than any carrier sends. */
export interface FrameLimit {
  /** Why this frame is not to be read; `undefined`: it is. Each frame is to be asked about once. */
  refusalOf(frame: Buffer): 'too-long' | 'too-many' | undefined
  /** When a frame came last, on the monotonic clock; when the guard began, where none has come. */
  readonly lastFrameAtMs: number
}

export interface FrameLimits {
  readonly longestFrameBytes: number
  readonly framesPerSecond: number
  /** How many may come in one moment, after a moment without. */
  readonly mostAtOnce: number
}

export function createFrameLimit(
  clock: Pick<Clock, 'monotonicMs'>,
  { framesPerSecond, longestFrameBytes, mostAtOnce }: FrameLimits,
): FrameLimit {
  let allowance = mostAtOnce
  let lastMs = clock.monotonicMs()
  return {
    get lastFrameAtMs() {
      return lastMs
    },
    refusalOf(frame) {
      const nowMs = clock.monotonicMs()
      allowance = Math.min(mostAtOnce, allowance + ((nowMs - lastMs) * framesPerSecond) / 1000)
      lastMs = nowMs
      if (allowance < 1) return 'too-many'
      allowance -= 1
      return frame.length > longestFrameBytes ? 'too-long' : undefined
    },
  }
}
