import { DatabaseUnavailable } from '../../src/database/database-unavailable.ts'
import type { Stores } from '../../src/stores/stores.ts'

/**
 * Records on a database that fails over: what is written is written, and of every so-maniest the answer never
 * comes, so that nobody knows whether it is.
 */
export function losingAnswers(stores: Stores, everyNth: number | undefined): Stores {
  if (everyNth === undefined) return stores
  const nth = everyNth
  let asked = 0

  function losing<Arguments extends unknown[], Answer>(
    write: (...given: Arguments) => Promise<Answer>,
  ): (...given: Arguments) => Promise<Answer> {
    return async (...given) => {
      asked += 1
      const isLost = asked % nth === 0
      const answer = await write(...given)
      if (isLost) throw new DatabaseUnavailable('The connection broke during a commit')
      return answer
    }
  }

  const { calls, journal, tasks } = stores
  return {
    ...stores,
    calls: { ...calls, open: losing(calls.open), settle: losing(calls.settle) },
    journal: { ...journal, append: losing(journal.append) },
    tasks: { ...tasks, add: losing(tasks.add) },
  }
}
