import type { Clock, Timer } from '../lib/clock.ts'
import { describeError, errorCode } from '../lib/errors.ts'
import type { Logger } from '../lib/logger.ts'
import { databaseError, DatabaseUnavailable } from './database-unavailable.ts'

/**
 * Sees to it that the database is made ready, however long it is away at first, and knows whether it
 * answers now. Nothing waits for it: what needs the database fails, and says so, until it is there.
 */
export interface DatabaseCare extends AsyncDisposable {
  /** Settles when the database was made ready for the first time, or the care has ended. */
  readonly prepared: Promise<void>
  /** What is wrong at the moment, in words that anybody may read: the reason itself is in the log. */
  readonly problem: string | undefined
}

export interface DatabaseCareParts {
  readonly prepare: () => Promise<void>
  readonly isAnswering: () => Promise<boolean>
  readonly clock: Clock
  readonly log: Logger
}

const lookEveryMs = 3_000

export function careForDatabase(parts: DatabaseCareParts): DatabaseCare {
  const { clock, isAnswering, log, prepare } = parts
  const prepared = Promise.withResolvers<void>()
  let isPrepared = false
  let problem: string | undefined = 'The database is being made ready'
  let loggedReason: string | undefined
  let next: Timer | undefined
  let looking = Promise.resolve()
  let ended = false

  async function look(): Promise<void> {
    try {
      if (!isPrepared) await prepare()
      isPrepared = true
      prepared.resolve()
      problem = (await isAnswering()) ? undefined : 'The database does not answer'
      loggedReason = undefined
    } catch (error) {
      problem = inWords(error)
      const reason = describeError(error)
      if (reason !== loggedReason) log.error({ code: errorCode(error), reason }, problem)
      loggedReason = reason
    }
    if (!ended) next = clock.after(lookEveryMs, lookAgain)
  }

  function lookAgain() {
    looking = look()
  }

  lookAgain()
  return {
    prepared: prepared.promise,
    get problem() {
      return problem
    },
    async [Symbol.asyncDispose]() {
      ended = true
      next?.cancel()
      prepared.resolve()
      await looking
    },
  }
}

function inWords(error: unknown): string {
  return databaseError(error) instanceof DatabaseUnavailable
    ? 'The database cannot be reached'
    : 'The database cannot be used; the log says why'
}
