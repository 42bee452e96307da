import { describe } from 'vitest'
import { teamAccessContract } from '../../test/contracts/team-access.contract.ts'
import { createPostgresStores } from '../../test/set-up/postgres-stores.ts'
import { everyEngine } from '../../test/set-up/test-database.ts'

describe.each(everyEngine())('the team access on $name PostgreSQL', (engine) => {
  teamAccessContract(() => createPostgresStores(engine))
})
