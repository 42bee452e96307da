import type { BrainFailure } from '../../calls/brain-failed.ts'
import { BrainFailed } from '../../calls/brain-failed.ts'
import type { Clock, Timer } from '../../lib/clock.ts'
import { withDeadline } from '../../lib/deadline.ts'
import { AppError } from '../../lib/errors.ts'
import type { Failure } from './ask-one.ts'

/** Keeps a brain that failed away from callers until a check of its own has succeeded. */
export interface Rest {
  /** `undefined`: it may be asked. */
  readonly present: RestingBrain | undefined
  failed(failure: Failure): void
  /** It gave a caller an answer. */
  answered(): void
  /** Leaves no timer and no check behind. */
  close(): void
}

export interface RestingBrain {
  readonly name: string
  readonly reason: BrainFailure
  /** In words, for the owner. */
  readonly detail: string
  /** When it is checked next. */
  readonly until: Date
}

export interface RestParts {
  readonly brain: { readonly name: string; check(signal: AbortSignal): Promise<void> }
  readonly clock: Clock
  /** One token is given no more time than the first word of an answer: who is slower is no help to callers. */
  readonly checkWithinMs: number
  readonly onChanged: () => void
}

const shortestRestMs = 15_000
const longestRestMs = 300_000
/** A vendor that asks for less than this is asked no sooner all the same. */
const leastRetryAfterMs = 1_000

/** What may be the fault of one question rather than of the brain, and how often in a row it may happen. */
const faultsOfATurn: readonly BrainFailure[] = ['empty', 'malformed']
const faultsInARow = 3

export function createRest(parts: RestParts): Rest {
  return new BreakingRest(parts)
}

class BreakingRest implements Rest {
  present: RestingBrain | undefined
  readonly #parts: RestParts
  #timer: Timer | undefined
  #checking: AbortController | undefined
  #faults = 0
  /** Rests since it last answered a caller: a check alone does not make up for them. */
  #rests = 0
  #closed = false

  constructor(parts: RestParts) {
    this.#parts = parts
  }

  failed(failure: Failure): void {
    // Whoever asks for what is refused must not take the brain away from everybody else.
    if (failure.reason === 'refused') return
    if (faultsOfATurn.includes(failure.reason)) {
      this.#faults += 1
      if (this.#faults < faultsInARow) return
    }
    // Calls that were asking it at the same moment tell nothing new.
    if (this.present === undefined) this.#begin(failure)
  }

  answered(): void {
    this.#faults = 0
    if (this.present === undefined) this.#rests = 0
  }

  close(): void {
    this.#closed = true
    this.#timer?.cancel()
    this.#checking?.abort()
  }

  #begin({ reason, detail, needsOwner = false, retryAfterMs }: Failure): void {
    if (this.#closed) return
    const { brain, clock, onChanged } = this.#parts
    // A wrong key is as wrong in a minute.
    const restMs = needsOwner ? longestRestMs : restOf(retryAfterMs, this.#rests)
    this.#rests += 1
    const until = new Date(clock.now().getTime() + restMs)
    this.present = { name: brain.name, reason, detail, until }
    this.#timer = clock.after(restMs, () => void this.#check())
    onChanged()
  }

  async #check(): Promise<void> {
    const { brain, checkWithinMs: deadlineMs, clock, onChanged } = this.#parts
    const checking = new AbortController()
    this.#checking = checking
    try {
      const what = 'One token'
      await withDeadline(brain.check(checking.signal), { deadlineMs, what, clock })
      this.present = undefined
      this.#faults = 0
      if (!this.#closed) onChanged()
    } catch (error) {
      checking.abort()
      this.#begin(failedCheck(error))
    }
  }
}

function restOf(retryAfterMs: number | undefined, restsBefore: number): number {
  if (retryAfterMs !== undefined) {
    return Math.min(longestRestMs, Math.max(leastRetryAfterMs, retryAfterMs))
  }
  return Math.min(longestRestMs, shortestRestMs * 2 ** restsBefore)
}

const unknownFailure = { needsOwner: false, retryAfterMs: undefined, why: 'error' } as const

function failedCheck(error: unknown): Failure {
  const detail = error instanceof AppError ? error.message : 'The check failed'
  const { needsOwner, retryAfterMs, why } = error instanceof BrainFailed ? error : unknownFailure
  return { reason: why, detail, retryAfterMs, needsOwner }
}
