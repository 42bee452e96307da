import type { Clock } from '../lib/clock.ts'
import { createNamedTimers } from './named-timers.ts'

/** How a talk comes to its end from our side: its last words, and the line that is asked to close. */
export interface LineEnding {
  /** The call is to end with these words: nothing more is answered. */
  lastWords: string | undefined
  readonly isAskedFor: boolean
  /** Asks the line to end, once. */
  ask(): void
  /** The line has closed. */
  closed(): void
}

export interface LineEndingParts {
  readonly clock: Clock
  readonly line: { end(): void }
  /** When the call has lasted long enough, on the monotonic clock. */
  readonly endsAtMs: number
  /** Said to a caller who has talked for that long. */
  readonly wrapUp: string
  /** The call has lasted long enough, and is to end with its last words. */
  readonly onLongEnough: () => void
  /** The line was asked to end, and nobody tells that it has. */
  readonly onNotClosed: () => void
}

/** A caller who talks over the goodbye of an overlong call may do so for this long. */
const goodbyeTakesMs = 60_000
/** A line that was asked to end and has not closed by then is broken, and nobody will tell. */
const lineClosesWithinMs = 120_000

export function createLineEnding(parts: LineEndingParts): LineEnding {
  const { clock, line } = parts
  const timers = createNamedTimers<'longest' | 'goodbye' | 'closing'>(clock)
  let isAskedFor = false

  const ending: LineEnding = {
    lastWords: undefined,
    get isAskedFor() {
      return isAskedFor
    },
    ask() {
      if (isAskedFor) return
      isAskedFor = true
      line.end()
      timers.start('closing', lineClosesWithinMs, parts.onNotClosed)
    },
    closed: () => timers.cancelAll(),
  }
  timers.start('longest', parts.endsAtMs - clock.monotonicMs(), () => {
    ending.lastWords ??= parts.wrapUp
    timers.start('goodbye', goodbyeTakesMs, () => ending.ask())
    parts.onLongEnough()
  })
  return ending
}
