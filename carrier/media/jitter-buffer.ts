import { frameBytes } from './playback.ts'

/**
 * Evens out the sound of a phone, which comes late and early as networks bring it: it waits for three frames before
 * it begins, and so has some to give while the next is late. Of what comes too early the oldest is dropped.
 */
export interface JitterBuffer {
  add(sound: Buffer): void
  /** @returns the next frame, shorter where the phone has stopped; nothing while there is none to give. */
  take(): Buffer | undefined
}

/** As much as it holds, and as much as it waits for. */
const mostBytes = 200 * 8
const enoughBytes = frameBytes * 3
/** Of a phone that gave less than enough, and no more. */
const mostTicksWaited = 3

export function createJitterBuffer(): JitterBuffer {
  let held: Buffer = Buffer.alloc(0)
  let isGiving = false
  let ticksWaited = 0

  function hasEnough(): boolean {
    ticksWaited = held.length === 0 ? 0 : ticksWaited + 1
    return held.length >= enoughBytes || ticksWaited > mostTicksWaited
  }

  return {
    add(sound) {
      const all = Buffer.concat([held, sound])
      held = all.subarray(Math.max(0, all.length - mostBytes))
    },
    take() {
      isGiving = held.length > 0 && (isGiving || hasEnough())
      if (!isGiving) return undefined
      ticksWaited = 0
      const frame = held.subarray(0, frameBytes)
      held = held.subarray(frame.length)
      return frame
    },
  }
}
