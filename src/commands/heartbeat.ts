/** What the main thread and its watchdog share: numbers that the one writes and the other reads. */
export interface Heartbeat {
  /** Of the main thread, at `beatsAt` and `debuggedAt`. */
  readonly heart: Int32Array
  readonly everyMs: number
  /** So many looks in a row without a beat are a hang. */
  readonly looks: number
}

/** Where in `heart` the beats are counted. */
export const beatsAt = 0
/** Where in `heart` it stands, as 1, that somebody debugs the main thread. */
export const debuggedAt = 1

/**
 * Counts looks without a beat. It counts looks and not time, because a process that was suspended with
 * its machine missed no beat: neither of its threads ran.
 */
export function createMissedBeats({ looks }: { looks: number }): {
  /** @returns whether this look was the last that may go without a beat. */
  isGone(beats: number): boolean
} {
  let seen: number | undefined
  let missed = 0
  return {
    isGone(beats) {
      missed = beats === seen ? missed + 1 : 0
      seen = beats
      return missed >= looks
    },
  }
}
