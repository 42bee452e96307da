import type { Clock, Timer } from '../clock.ts'
import type { ViolationKind } from '../witness.ts'
import type { Talk, Token } from './talk.ts'

/** Gives the server's tokens to the talk, and notes answers that go on when they must not, or never end. */
export interface AnswerWatch {
  token(token: Token): void
  /**
   * The server was told of an interruption, and has read it when `known` resolves. Tokens that cross it
   * on the way are dropped, but are nobody's fault.
   */
  interruptionSent(known: Promise<void>): Promise<void>
  stop(): void
}

export function createAnswerWatch({
  talk,
  clock,
  violation,
}: {
  talk: Talk
  clock: Clock
  violation: (kind: ViolationKind, message: string) => void
}): AnswerWatch {
  let excuses = 0
  let unfinished: Timer | undefined

  function awaitLast(): void {
    unfinished?.cancel()
    if (!talk.isUnfinished()) return
    unfinished = clock.after(longestWaitMs, () => {
      violation(
        'unfinished-answer',
        'For ten seconds the server has not ended what it began to say.',
      )
    })
  }

  return {
    token(token) {
      const fate = talk.add(token)
      awaitLast()
      if (excuses > 0) return
      if (fate === 'dropped') {
        violation(
          'token-after-interrupt',
          'The server went on with an answer that was interrupted.',
        )
      } else if (fate === 'ended-nothing') {
        violation('second-end-of-interrupted-cycle', 'An interrupted answer was ended twice.')
      }
    },
    async interruptionSent(known) {
      excuses += 1
      await known
      excuses -= 1
    },
    stop: () => unfinished?.cancel(),
  }
}

const longestWaitMs = 10_000
