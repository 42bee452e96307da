import { randomBytes } from 'node:crypto'
import type { Agent } from '../agents/agent.ts'
import type { CallArchive } from '../calls/call-archive.ts'
import type { CallBook } from '../calls/call-book.ts'
import type { CallJournal } from '../calls/call-journal.ts'
import type { CustomerBook } from '../calls/customer-book.ts'
import type { DoNotCallList } from '../calls/do-not-call-list.ts'
import type { InstanceBook } from '../calls/instance-book.ts'
import type { TaskBook } from '../calls/task-book.ts'
import type { Database } from '../database/database.ts'
import type { Logger } from '../lib/logger.ts'
import { createPostgresAgentBook, type PostgresAgentBook } from './postgres-agent-book.ts'
import { createPostgresCallArchive } from './postgres-call-archive.ts'
import { createPostgresCallBook } from './postgres-call-book.ts'
import { createPostgresCallJournal } from './postgres-call-journal.ts'
import { createPostgresCustomerBook } from './postgres-customer-book.ts'
import { createPostgresDoNotCallList } from './postgres-do-not-call-list.ts'
import { createPostgresInstanceBook } from './postgres-instance-book.ts'
import { createPostgresTaskBook } from './postgres-task-book.ts'
import { createPostgresTeamAccess } from './postgres-team-access.ts'
import type { TeamAccess } from './team-access.ts'

/** Everything that is kept, on one database. */
export interface Stores {
  readonly access: TeamAccess
  readonly agents: PostgresAgentBook
  readonly archive: CallArchive
  readonly calls: CallBook
  readonly customers: CustomerBook
  readonly doNotCall: DoNotCallList
  readonly instances: InstanceBook
  readonly journal: CallJournal
  readonly tasks: TaskBook
}

export interface StoreParts {
  readonly database: Database
  readonly log: Logger
  /** Who answers in an installation that has no agent yet. */
  readonly firstAgent: Agent
}

export function createStores({ database, log, firstAgent }: StoreParts): Stores {
  return {
    access: createPostgresTeamAccess({ database, randomBytes }),
    agents: createPostgresAgentBook({ database, log, firstAgent }),
    archive: createPostgresCallArchive({ database }),
    calls: createPostgresCallBook({ database }),
    customers: createPostgresCustomerBook({ database }),
    doNotCall: createPostgresDoNotCallList({ database }),
    instances: createPostgresInstanceBook({ database }),
    journal: createPostgresCallJournal({ database }),
    tasks: createPostgresTaskBook({ database }),
  }
}
