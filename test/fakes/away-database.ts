import { DatabaseUnavailable } from '../../src/database/database-unavailable.ts'
import type { Stores } from '../../src/stores/stores.ts'

/** A database that goes away and comes back when a test says so, seen from the stores on it. */
export interface AwayDatabase {
  /**
   * `refuses`: as when nobody listens. `loses-answers`: what is written is written, and nobody is told, as when
   * a connection breaks after the commit.
   */
  is: 'there' | 'refuses' | 'loses-answers'
  readonly stores: (stores: Stores) => Stores
}

export function createAwayDatabase(is: AwayDatabase['is'] = 'there'): AwayDatabase {
  const database: AwayDatabase = {
    is,
    stores: (stores) => {
      // The team has signed in before the database goes away.
      const { access, ...others } = stores
      const kept = Object.entries(others).map(([name, store]) => [name, away(store)] as const)
      return { access, ...(Object.fromEntries(kept) as typeof others) }
    },
  }

  function away<T extends object>(store: T): T {
    return new Proxy(store, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return async (...args: unknown[]): Promise<unknown> => {
          if (database.is === 'refuses') throw refused()
          const answer: unknown = await Reflect.apply(member, target, args)
          if (database.is === 'loses-answers') throw refused()
          return answer
        }
      },
    })
  }
  return database
}

function refused(): DatabaseUnavailable {
  return new DatabaseUnavailable('The database cannot be reached (connect ECONNREFUSED)')
}
