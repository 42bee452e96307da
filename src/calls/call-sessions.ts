import type { SessionEnd, Talk } from './talk.ts'

/**
 * The sessions of one call with its caller, one after the other: which one is going on, and to which of them
 * belongs what the carrier tells of an end. Both the socket and the carrier tell of one, in any order and maybe
 * twice.
 */
export interface CallSessions {
  readonly present: Talk | undefined
  /** A line is there. `name`: the carrier's for this session, where it has one. */
  begin(talk: Talk, name: string | undefined): void
  /** Ends the present one, where there is one. Settles when everybody knows. */
  close(by: SessionEnd['by']): Promise<void>
  /** The present one has ended, by its line or by us, and everybody knows. */
  readonly over: Promise<void> | undefined
  /** The carrier was told where to connect. */
  expectLine(): void
  /** The carrier is not expected to connect any more: a line that broke has been counted. */
  expectNoLine(): void
  /** Told late, or again: the caller talks with us in another session since. */
  isEarlier(session: string | undefined): boolean
  /** A session that has no socket to tell of its end; being told of it a second time is no second one. */
  neverCameUp(session: string | undefined): boolean
  /** The carrier has told that this one broke. */
  toldBroken(session: string | undefined): void
}

interface Session {
  readonly name: string | undefined
  readonly talk: Talk
  readonly over: Promise<void>
}

/** `onOver`: a session has ended; it is no more the present one. */
export function createCallSessions({
  isAwaited,
  onOver,
}: {
  /** The carrier was told where to connect, and has not yet. */
  isAwaited: boolean
  onOver: (end: SessionEnd) => Promise<void>
}): CallSessions {
  let session: Session | undefined
  let isLineAwaited = isAwaited
  let lastBroken: string | undefined

  return {
    get present() {
      return session?.talk
    },
    get over() {
      return session?.over
    },
    begin(talk, name) {
      isLineAwaited = false
      const over = talk.ended.then((end) => {
        session = undefined
        return onOver(end)
      })
      session = { name, talk, over }
    },
    async close(by) {
      const closing = session
      closing?.talk.lineClosed(by)
      await closing?.over
    },
    expectLine: () => void (isLineAwaited = true),
    expectNoLine: () => void (isLineAwaited = false),
    isEarlier: (name) => name !== undefined && session !== undefined && session.name !== name,
    neverCameUp(name) {
      const isToldAgain = name !== undefined && name === lastBroken
      return isLineAwaited && !isToldAgain
    },
    toldBroken: (name) => void (lastBroken = name),
  }
}
