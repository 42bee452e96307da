/**
 * Work that is under way, for those who wait until there is none. Work that takes longer than the
 * patience is waited for once and then no more: a server that hangs must not hold every step of a test.
 * The patience is real time on purpose, since a stepped clock stands still while it is waited.
 */
export interface Outstanding {
  track<T>(work: Promise<T>): Promise<T>
  settled(patienceMs: number): Promise<void>
  /** Resolves when none is left, slow work included. */
  drained(): Promise<void>
}

export function createOutstanding(): Outstanding {
  const under = new Set<Promise<unknown>>()
  const slow = new WeakSet<Promise<unknown>>()
  return {
    async track(work) {
      const ended = work.then(
        () => undefined,
        () => undefined,
      )
      under.add(ended)
      try {
        return await work
      } finally {
        under.delete(ended)
      }
    },
    async settled(patienceMs) {
      const awaited = [...under].filter((work) => !slow.has(work))
      if (awaited.length === 0) return
      if (await endsWithin(Promise.all(awaited), patienceMs)) return
      for (const work of awaited) if (under.has(work)) slow.add(work)
    },
    async drained() {
      while (under.size > 0) await Promise.all(under)
    },
  }
}

/** Whether the work ended in so much real time. It goes on if it did not. */
export async function endsWithin(work: Promise<unknown>, patienceMs: number): Promise<boolean> {
  const { promise: tooLong, resolve } = Promise.withResolvers<false>()
  const timeout = setTimeout(() => resolve(false), patienceMs)
  try {
    return await Promise.race([work.then(() => true), tooLong])
  } finally {
    clearTimeout(timeout)
  }
}
