import type { Pacing } from '../pacing.ts'

/** The keys that the caller presses, one after the other; the server is told each by its name. */
export interface StreamKeys {
  press(digits: string): void
  /** Whether some are still to come. */
  isBusy(): boolean
  stop(): void
}

export function createStreamKeys({
  pacing,
  keySpacingMs,
  send,
}: {
  pacing: Pacing
  keySpacingMs: number
  send: (digit: string) => void
}): StreamKeys {
  let keys: string[] = []
  let isWaiting = false

  function pressNext(): void {
    const digit = keys.shift()
    isWaiting = digit !== undefined
    if (digit === undefined) return
    send(digit)
    pacing.after(keySpacingMs, pressNext)
  }

  return {
    press(digits) {
      keys.push(...digits.split(''))
      if (!isWaiting) pressNext()
    },
    isBusy: () => keys.length > 0,
    stop() {
      keys = []
    },
  }
}
