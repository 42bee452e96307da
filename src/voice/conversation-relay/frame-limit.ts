import type { Clock } from '../../lib/clock.ts'

/** Guards one socket against more than any carrier sends. */
export interface FrameLimit {
  /** Why this frame is not to be read; `undefined`: it is. Each frame is to be asked about once. */
  refusalOf(frame: Buffer): 'too-long' | 'too-many' | undefined
}

/** A carrier's longest frame is what a caller said in one breath. */
const longestFrameBytes = 64 * 1024
/** A fast talker over a fast talking agent makes about ten frames a second. */
const framesPerSecond = 100
const mostAtOnce = 400

export function createFrameLimit(clock: Clock): FrameLimit {
  let allowance = mostAtOnce
  let lastMs = clock.monotonicMs()
  return {
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
