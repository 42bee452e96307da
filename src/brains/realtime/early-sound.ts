import { soundMs, type Sound } from '../../calls/sound.ts'

/** The caller's sound until the session is ready to hear it: the newest five seconds. */
export interface EarlySound {
  keep(sound: Sound): void
  /** Everything kept, in order, once. */
  take(): readonly Sound[]
  /** How much was let go because it did not fit any more, in milliseconds. */
  readonly droppedMs: number
}

const keptMs = 5_000
/** However short the pieces are. */
const mostPieces = 2_000

export function createEarlySound(): EarlySound {
  let sounds: Sound[] = []
  let totalMs = 0
  let droppedMs = 0

  function dropOldest(oldestMs: number): void {
    sounds.shift()
    totalMs -= oldestMs
    droppedMs += oldestMs
  }

  return {
    keep(sound) {
      sounds.push(sound)
      totalMs += soundMs(sound)
      for (let [oldest] = sounds; oldest; [oldest] = sounds) {
        const oldestMs = soundMs(oldest)
        if (totalMs - oldestMs < keptMs && sounds.length <= mostPieces) return
        dropOldest(oldestMs)
      }
    },
    take() {
      const taken = sounds
      sounds = []
      totalMs = 0
      return taken
    },
    get droppedMs() {
      return droppedMs
    },
  }
}
