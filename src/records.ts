import path from 'node:path'
import { newInstallationAgent } from './agents/default-agent.ts'
import type { Agent } from './agents/agent.ts'
import type { AgentBook } from './agents/agent-book.ts'
import { createRememberingAgentBook } from './agents/remembering-agent-book.ts'
import type { Call } from './calls/call.ts'
import { createKeepingTaskBook } from './calls/keeping-task-book.ts'
import { createKeptCallsReplay, type KeptCallsReplay } from './calls/kept-calls-replay.ts'
import type { LocalJournal } from './calls/local-journal.ts'
import type { Config } from './config/config.ts'
import { careForDatabase, type DatabaseCare } from './database/database-care.ts'
import { createAwaitedDatabase } from './database/awaited-database.ts'
import type { Database } from './database/database.ts'
import type { DatabaseAddress } from './database/database-address.ts'
import { migrate } from './database/migrate.ts'
import type { Clock } from './lib/clock.ts'
import type { Logger } from './lib/logger.ts'
import { createFileLastGoodAgents } from './stores/file-last-good-agents.ts'
import { createFileLocalJournal } from './stores/file-local-journal.ts'
import { createFileLocalTasks } from './stores/file-local-tasks.ts'
import { createStores, type Stores } from './stores/stores.ts'

/** Everything that this installation keeps: in the database, and beside it for as long as that is away. */
export interface Records {
  readonly agents: AgentBook
  readonly database: Database
  readonly databaseCare: DatabaseCare
  readonly local: LocalJournal
  readonly replay: KeptCallsReplay
  readonly stores: Stores
}

export interface RecordsSetting {
  readonly config: Config
  /** As soon as it is known. */
  readonly databaseAddress: DatabaseAddress | Promise<DatabaseAddress>
  readonly logger: Logger
  readonly clock: Clock
  readonly newId: () => string
  /** Who answers in an installation that has no agent yet. */
  readonly firstAgent: Agent | undefined
  /** Stands in for stores, for instance to let one fail. */
  readonly replaceStores: ((stores: Stores) => Stores) | undefined
  readonly replaceLocal: ((local: LocalJournal) => LocalJournal) | undefined
  /** The calls of this process. */
  readonly liveCalls: () => readonly Call[]
  /** Whether this process still writes a call down, also when it is over. */
  readonly isBeingWritten: (callSid: string) => boolean
}

export function openRecords(setting: RecordsSetting): Records {
  const { clock, config, databaseAddress, liveCalls, logger: log, replaceLocal } = setting
  const database = createAwaitedDatabase({ address: databaseAddress, clock, log })
  const firstAgent = setting.firstAgent ?? firstAgentOf(setting)
  const ownStores = createStores({ database, log, firstAgent })
  const stores = setting.replaceStores?.(ownStores) ?? ownStores
  const file = path.join(config.dataDir, 'last-good', 'agents.json')
  const lastGood = createFileLastGoodAgents({ file, log })
  const agents = createRememberingAgentBook({ book: stores.agents, lastGood, firstAgent, clock })
  const databaseCare = careForDatabase({
    async prepare() {
      await migrate({ address: await databaseAddress })
      await stores.agents.ensureDefaultAgent()
      // So that it is remembered before anybody has called.
      await agents.forNumber('')
    },
    isAnswering: () => database.isAnswering(),
    clock,
    log,
  })
  const folder = path.join(config.dataDir, 'journal')
  const ownLocal = createFileLocalJournal({ folder, log })
  const local = replaceLocal?.(ownLocal) ?? ownLocal
  const localTasks = createFileLocalTasks({ folder: path.join(config.dataDir, 'kept-tasks'), log })
  const replayed = { ...stores, local, localTasks, isLive: setting.isBeingWritten }
  const replay = createKeptCallsReplay({ ...replayed, clock, log })
  void databaseCare.prepared.then(() => replay.start())
  const callOf = (callId: string) => liveCalls().find(({ id }) => id === callId)
  const tasks = createKeepingTaskBook({ tasks: stores.tasks, local: localTasks, callOf, clock })
  return { agents, database, databaseCare, local, replay, stores: { ...stores, tasks } }
}

function firstAgentOf({ config, newId }: RecordsSetting): Agent {
  const agent = newInstallationAgent(newId())
  return { ...agent, voice: { ...agent.voice, channel: config.defaultChannel } }
}
