import type Twilio from 'twilio/lib/rest/Twilio.js'
import type { AgentBook } from '../agents/agent-book.ts'
import type { Config } from '../config/config.ts'
import type { DatabaseAddress } from '../database/database-address.ts'
import type { Clock } from '../lib/clock.ts'
import type { ModelToCheck } from './model-check.ts'

/** What the doctor looks at, and looks with. */
export interface DoctorParts {
  readonly config: Config
  readonly clock: Clock
  readonly agents: Pick<AgentBook, 'forNumber'>
  /** Where the database is, or a rejection that says in words why there is none. */
  readonly databaseAddress: () => Promise<DatabaseAddress>
  /** The language models that are configured. Absent: none is. */
  readonly models?: readonly ModelToCheck[]
  /** The model that listens and speaks. Absent: none is configured. */
  readonly speechModel?: ModelToCheck | undefined
  /** The account at Twilio, where one is configured. */
  readonly rest: Twilio | undefined
  /** Where the local carrier answers, while one runs. */
  readonly carrierUrl: string | undefined
  /** Where this machine's server answers, when not where the configuration says. */
  readonly localUrl?: string
  readonly fetch?: typeof fetch
}
