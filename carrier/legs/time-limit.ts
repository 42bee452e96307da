import type { Call } from '../call.ts'
import type { Clock, Timer } from '../clock.ts'

/** How long a call may be talked at most. A deadline: it runs while nothing plays. */
export interface TimeLimit {
  /** Counted from the moment at which the call was answered. */
  set(seconds: number): void
}

export const longestCallSeconds = 14_400

/** Ends the call with its time limit. */
export function createTimeLimit(call: Call, clock: Clock): TimeLimit {
  let limitSeconds = longestCallSeconds
  let timer: Timer | undefined

  function watch(): void {
    timer?.cancel()
    const state = call.state()
    if (state.status !== 'in-progress') return
    const leftMs = limitSeconds * 1000 - (clock.monotonicMs() - state.answeredMs)
    timer = clock.after(leftMs, () => call.end('time-limit'))
  }

  call.subscribe((event) => {
    if (event.type === 'status') watch()
  })
  return {
    set(seconds) {
      limitSeconds = seconds
      watch()
    },
  }
}
