import type { Clock } from './clock.ts'

/**
 * A clock that stands still until a test moves it. Timers run one by one in the order of their due times
 * (those of one instant in the order in which they were set), and before the first, between two and after
 * the last the clock waits until everything they caused has settled: promises, and whatever was added
 * with `settleWith`, such as the carrier's sockets and webhooks, which are real. So what happens at
 * second one is over before second two begins, however slow the machine.
 *
 * What nobody can wait for is a server that works on by itself (a database, a model): a test awaits the
 * fact that it wants (`await caller.hears(…)`) before it advances further.
 */
export interface SteppedClock extends Clock {
  advance(ms: number): Promise<void>
  /** Like `advance`, to a point of `monotonicMs`; one that has passed moves nothing. */
  advanceTo(pointMs: number): Promise<void>
  settle(): Promise<void>
  /** @returns what takes the settler away again. */
  settleWith(settler: () => Promise<void>): () => void
}

interface PendingTimer {
  readonly dueMs: number
  readonly callback: () => void
}

export function createSteppedClock({
  startAt = new Date('2026-01-05T15:00:00Z'),
}: { startAt?: Date } = {}): SteppedClock {
  const pending = new Set<PendingTimer>()
  const settlers = new Set<() => Promise<void>>()
  let nowMs = 0
  let lastAdvance: Promise<void> = Promise.resolve()

  async function settle(): Promise<void> {
    await eventLoopTurns(2)
    for (const settler of settlers) await settler()
  }

  async function runUntil(pointMs: number): Promise<void> {
    await settle()
    for (;;) {
      const next = earliest(pending)
      if (next === undefined || next.dueMs > pointMs) break
      pending.delete(next)
      nowMs = Math.max(nowMs, next.dueMs)
      next.callback()
      await settle()
    }
    nowMs = Math.max(nowMs, pointMs)
  }

  // Two tests' steps never overlap: the second begins when the first has settled.
  function inTurn(work: () => Promise<void>): Promise<void> {
    const advance = lastAdvance.then(work)
    lastAdvance = advance.catch(() => undefined)
    return advance
  }

  return {
    now: () => new Date(startAt.getTime() + nowMs),
    monotonicMs: () => nowMs,
    after(delayMs, callback) {
      const timer = { dueMs: nowMs + Math.max(0, delayMs), callback }
      pending.add(timer)
      return { cancel: () => void pending.delete(timer) }
    },
    advance: (ms) => inTurn(() => runUntil(nowMs + ms)),
    advanceTo: (pointMs) => inTurn(() => runUntil(pointMs)),
    settle,
    settleWith(settler) {
      settlers.add(settler)
      return () => void settlers.delete(settler)
    },
  }
}

/** Whether the time of this clock passes only when somebody moves it. */
export function isStepped(clock: Clock): clock is SteppedClock {
  return 'advanceTo' in clock
}

/** Lets the event loop go round: pending promises run and sockets are read. */
export async function eventLoopTurns(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  }
}

function earliest(timers: ReadonlySet<PendingTimer>): PendingTimer | undefined {
  let found: PendingTimer | undefined
  for (const timer of timers) {
    // A set keeps the order in which timers were set, so that `<` leaves the first of one instant first.
    if (found === undefined || timer.dueMs < found.dueMs) found = timer
  }
  return found
}
