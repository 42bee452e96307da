import { describe } from 'vitest'
import { callArchiveContract } from '../../test/contracts/call-archive.contract.ts'
import { createPostgresStores } from '../../test/set-up/postgres-stores.ts'
import { everyEngine } from '../../test/set-up/test-database.ts'

describe.each(everyEngine())('the call archive on $name PostgreSQL', (engine) => {
  callArchiveContract(() => createPostgresStores(engine))
})
