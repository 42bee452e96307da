import { describe } from 'vitest'
import { instanceBookContract } from '../../test/contracts/instance-book.contract.ts'
import { createPostgresStores } from '../../test/set-up/postgres-stores.ts'
import { everyEngine } from '../../test/set-up/test-database.ts'

describe.each(everyEngine())('the book of processes on $name PostgreSQL', (engine) => {
  instanceBookContract(() => createPostgresStores(engine))
})
