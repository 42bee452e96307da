/**
 * How long to wait before a program is started again: not at all the first time, longer and longer
 * while it keeps ending soon after its start.
 */
export function createRestartPauses({
  quickMs,
  pausesMs,
  monotonicMs = () => performance.now(),
}: SupervisionTimes & { monotonicMs?: () => number }): RestartPauses {
  let startedAtMs = monotonicMs()
  let inARow = 0
  return {
    started() {
      startedAtMs = monotonicMs()
    },
    ended() {
      inARow = monotonicMs() - startedAtMs < quickMs ? inARow + 1 : 1
      return pausesMs[Math.min(inARow, pausesMs.length) - 1] ?? 0
    },
  }
}

export interface RestartPauses {
  started(): void
  /** How long to wait now, in milliseconds. */
  ended(): number
}

export interface SupervisionTimes {
  /** Ending sooner than this after a start counts as ending again and again. */
  readonly quickMs: number
  /** The pause before the first restart in a row, the second, …; the last one stays. */
  readonly pausesMs: readonly number[]
}
