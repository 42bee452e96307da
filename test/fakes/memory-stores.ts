import type { Agent } from '../../src/agents/agent.ts'
import { defaultAgent } from '../../src/agents/default-agent.ts'
import { createMemoryAgentBook } from './agent-book.ts'
import { createMemoryCallArchive } from './call-archive.ts'
import { createMemoryCallBook } from './call-book.ts'
import { createMemoryCallJournal } from './call-journal.ts'
import { createMemoryCustomerBook } from './customer-book.ts'
import { createMemoryDoNotCallList } from './do-not-call-list.ts'
import { createMemoryInstanceBook } from './instance-book.ts'
import { createMemoryRecords } from './memory-records.ts'
import { createMemoryTaskBook } from './task-book.ts'
import { createMemoryTeamAccess } from './team-access.ts'
import type { Stores } from '../contracts/stores.ts'

/** Every store without a database, all of them on the same records. */
export function createMemoryStores(
  firstAgent: Agent = defaultAgent({ id: crypto.randomUUID(), timeZone: 'America/New_York' }),
): Stores {
  const records = createMemoryRecords()
  return {
    journal: createMemoryCallJournal(records),
    calls: createMemoryCallBook(records),
    archive: createMemoryCallArchive(records),
    customers: createMemoryCustomerBook(records),
    doNotCall: createMemoryDoNotCallList(records),
    instances: createMemoryInstanceBook(),
    tasks: createMemoryTaskBook(records),
    agents: createMemoryAgentBook(records, firstAgent),
    access: createMemoryTeamAccess(),
    [Symbol.asyncDispose]: async () => undefined,
  }
}
