import type { Clock, Timer } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import { describeError } from '../lib/errors.ts'
import type { Logger } from '../lib/logger.ts'
import type { InstanceBook } from './instance-book.ts'

/** Tells the other processes of this installation that this one is there, and knows whether they are. */
export interface Presence {
  start(): void
  /** Whether another process takes calls, now. Where nobody can tell, there is none. */
  isAnotherThere(): Promise<boolean>
  /** Takes back that this one is there. Never rejects. */
  stop(): Promise<void>
}

export interface PresenceParts {
  readonly book: InstanceBook
  readonly clock: Clock
  readonly instanceId: string
  readonly log: Logger
}

const sayEveryMs = 2_000
/** A process that has been silent for three of its words is gone, or too busy to be given calls. */
const goneAfterMs = 6_500
const answerWithinMs = 1_500

export function createPresence({ book, clock, instanceId, log }: PresenceParts): Presence {
  let next: Timer | undefined
  let isStopped = true
  let saying: Promise<void> = Promise.resolve()

  const inTime = <T>(work: Promise<T>) =>
    withDeadline(work, { deadlineMs: answerWithinMs, what: 'The book of processes', clock })

  async function say(): Promise<void> {
    try {
      await inTime(book.isThere(instanceId))
    } catch (error) {
      log.debug({ reason: describeError(error) }, 'Others cannot be told that this one is there')
    }
    if (!isStopped) next = clock.after(sayEveryMs, sayAgain)
  }

  function sayAgain() {
    saying = say()
  }

  return {
    start() {
      if (!isStopped) return
      isStopped = false
      sayAgain()
    },
    isAnotherThere: () => inTime(book.hasAnother(instanceId, goneAfterMs)).catch(() => false),
    async stop() {
      isStopped = true
      next?.cancel()
      await saying
      await inTime(book.isGone(instanceId)).catch(() => undefined)
    },
  }
}
