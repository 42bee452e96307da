import type { Brain } from '../../src/calls/brain.ts'
import type { Stores } from '../../src/stores/stores.ts'

/**
 * The moments of one turn at which a process can die: before and after everything that it asks its records, and
 * before everything that its brain does. They are counted from the record of the caller's words on.
 */
export interface KillPoint {
  /** Counting begins when a store is asked something that holds these words. */
  readonly from: { readonly store?: CountedStore; readonly words: string }
  /** From 1. */
  readonly nth: number
}

type CountedStore = 'calls' | 'customers' | 'journal' | 'tasks'

/** Counts the moments, and ends the process at the one that was chosen. */
export interface KillPoints {
  /** Until then nothing is counted. */
  arm(point: KillPoint): void
  stores(stores: Stores): Stores
  brain(brain: Brain): Brain
}

export function createKillPoints(): KillPoints {
  let armed: KillPoint | undefined
  let isCounting = false
  let passed = 0

  function pass(): void {
    if (!isCounting) return
    passed += 1
    if (passed === armed?.nth) process.kill(process.pid, 'SIGKILL')
  }

  function look(store: CountedStore, given: readonly unknown[]): void {
    if (isCounting || !armed) return
    const { from } = armed
    const isOfStore = from.store === undefined || from.store === store
    isCounting = isOfStore && JSON.stringify(given).includes(from.words)
  }

  function watched<Name extends CountedStore>(stores: Stores, name: Name): Stores[Name] {
    return new Proxy(stores[name], {
      get(target, property) {
        const method: unknown = Reflect.get(target, property)
        if (typeof method !== 'function') return method
        return async (...given: unknown[]) => {
          look(name, given)
          pass()
          const answer: unknown = await Reflect.apply(method, target, given)
          pass()
          return answer
        }
      },
    })
  }

  return {
    arm(point) {
      armed = point
      isCounting = false
      passed = 0
    },
    stores: (stores) => ({
      ...stores,
      calls: watched(stores, 'calls'),
      customers: watched(stores, 'customers'),
      journal: watched(stores, 'journal'),
      tasks: watched(stores, 'tasks'),
    }),
    brain: (brain) => ({
      ...brain,
      async *reply(request, signal) {
        for await (const event of brain.reply(request, signal)) {
          pass()
          yield event
        }
      },
    }),
  }
}
