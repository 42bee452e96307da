import { describe } from 'vitest'
import { customerBookContract } from '../../test/contracts/customer-book.contract.ts'
import { createPostgresStores } from '../../test/set-up/postgres-stores.ts'
import { everyEngine } from '../../test/set-up/test-database.ts'

describe.each(everyEngine())('the customer book on $name PostgreSQL', (engine) => {
  customerBookContract(() => createPostgresStores(engine))
})
