import type { Clock } from '../clock.ts'
import { isStepped } from '../stepped-clock.ts'
import { NotAsExpected } from './not-as-expected.ts'

/**
 * Waits until something is so in a call. On a stepped clock the waiting plays out what the carrier has to
 * play: it moves the clock to the next word, pause or sound of this call, and no further, so that neither
 * a deadline nor a silence runs down while a test listens. When there is nothing to play it waits for the
 * server in real time. It gives up after `patienceMs` of real time without anything new, and after three
 * times as much in any case.
 */
export interface Watching {
  /** @throws {NotAsExpected} with `account()` when it does not come, or `hopeless()` says it never will. */
  until(wish: Wish): Promise<void>
  /** On a stepped clock: resolves when what is under way has settled, without moving time. */
  settled(): Promise<void>
  /** Lets so much time of the clock pass. */
  pass(ms: number): Promise<void>
}

export interface Wish {
  /** Not asked again once it was. */
  fulfilled(): boolean
  hopeless(): boolean
  /** What was awaited, and what came instead. */
  account(): string
}

export interface WatchingParts {
  /** Tells of everything that happens. @returns what stops the telling. */
  readonly subscribe: (stirred: () => void) => () => void
  /** When the carrier plays the next thing, where somebody has to move the clock for it. */
  readonly nextDueMs?: () => number | undefined
  readonly clock: Clock
  readonly patienceMs: number
}

export function createWatching(parts: WatchingParts): Watching {
  const { clock, patienceMs } = parts

  /** @returns whether there was something to play. */
  async function playOn(fulfilled: () => boolean): Promise<boolean> {
    if (!isStepped(clock)) return false
    await clock.settle()
    if (fulfilled()) return true
    const dueMs = parts.nextDueMs?.()
    if (dueMs === undefined) return false
    await clock.advanceTo(dueMs)
    return true
  }

  return {
    async settled() {
      if (isStepped(clock)) await clock.settle()
    },
    async pass(ms) {
      if (!isStepped(clock)) return await waitOn(clock, ms)
      const endMs = clock.monotonicMs() + ms
      while (clock.monotonicMs() < endMs) {
        await clock.advanceTo(Math.min(endMs, clock.monotonicMs() + stepMs))
      }
    },
    async until({ fulfilled, hopeless, account }) {
      const latestMs = performance.now() + patienceMs * 3
      let wasFulfilled = false
      // Words that were found are behind the place at which the next ones are looked for.
      const isFulfilled = () => (wasFulfilled ||= fulfilled())
      while (!isFulfilled()) {
        if (hopeless()) throw new NotAsExpected(account())
        const stirs = watchFor(parts.subscribe)
        const moved = (await playOn(isFulfilled)) || (await stirs.within(patienceMs))
        stirs.stop()
        if (moved && performance.now() < latestMs) continue
        if (!isFulfilled()) throw new NotAsExpected(`${account()} Nothing new came any more.`)
      }
    },
  }
}

/** Of a silence on a stepped clock. */
const stepMs = 100

function waitOn(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(ms, resolve)
  })
}

function watchFor(subscribe: WatchingParts['subscribe']) {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const stop = subscribe(() => resolve(true))
  return {
    stop,
    async within(patienceMs: number): Promise<boolean> {
      const timeout = setTimeout(() => resolve(false), patienceMs)
      const came = await promise
      clearTimeout(timeout)
      return came
    },
  }
}
