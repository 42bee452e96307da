/** Knows which calls of watched objects have not been answered yet, so that somebody can wait for them. */
export interface OutstandingWork {
  /** The same object, whose promises are known of from now on. */
  watched<T extends object>(target: T): T
  /** Resolves when nothing is outstanding, also of what that led to. Never rejects. */
  settled(): Promise<void>
}

export function createOutstandingWork(): OutstandingWork {
  const outstanding = new Set<Promise<unknown>>()

  function watch(work: Promise<unknown>): void {
    const done = settled(work).finally(() => outstanding.delete(done))
    outstanding.add(done)
  }

  return {
    watched: (target) =>
      new Proxy(target, {
        get(object, name) {
          const member: unknown = Reflect.get(object, name)
          if (typeof member !== 'function') return member
          return (...args: unknown[]): unknown => {
            const result: unknown = Reflect.apply(member, object, args)
            if (result instanceof Promise) watch(result)
            return result
          }
        },
      }),
    async settled() {
      while (outstanding.size > 0) await Promise.all(outstanding)
    },
  }
}

async function settled(work: Promise<unknown>): Promise<void> {
  await Promise.allSettled([work])
}
