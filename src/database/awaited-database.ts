import type { Clock } from '../lib/clock.ts'
import { describeError } from '../lib/errors.ts'
import { withDeadline } from '../lib/deadline.ts'
import type { Logger } from '../lib/logger.ts'
import type { DatabaseAddress } from './database-address.ts'
import { DatabaseUnavailable } from './database-unavailable.ts'
import { createDatabase, type Database } from './database.ts'

/** As long as connecting may take. */
const foundWithinMs = 5_000

/**
 * A database whose address may still be on its way, because ours is being started: the server answers
 * before that. A query waits for it as it waits for a connection, and is refused when that takes too long.
 */
export function createAwaitedDatabase({
  address,
  clock,
  log,
}: {
  readonly address: DatabaseAddress | Promise<DatabaseAddress>
  readonly clock: Clock
  readonly log: Logger
}): Database {
  let found: Database | undefined
  const finding = Promise.resolve(address).then((known) => {
    found = createDatabase({ address: known, log })
    return found
  })
  // Whoever asks hears of it; nobody may have asked yet.
  finding.catch(() => undefined)

  async function there(): Promise<Database> {
    if (found !== undefined) return found
    try {
      return await withDeadline(finding, { deadlineMs: foundWithinMs, what: 'Starting', clock })
    } catch (cause) {
      const words = `The database cannot be reached (${describeError(cause)})`
      throw new DatabaseUnavailable(words, { cause })
    }
  }

  return {
    query: async (statement, values) => (await there()).query(statement, values),
    drizzle: async (ask) => (await there()).drizzle(ask),
    transaction: async (work) => (await there()).transaction(work),
    isAnswering: async () => (await found?.isAnswering()) ?? false,
    async close() {
      const opened = await finding.catch(() => undefined)
      await opened?.close()
    },
  }
}
