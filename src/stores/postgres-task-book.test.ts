import { describe } from 'vitest'
import { taskBookContract } from '../../test/contracts/task-book.contract.ts'
import { createPostgresStores } from '../../test/set-up/postgres-stores.ts'
import { everyEngine } from '../../test/set-up/test-database.ts'

describe.each(everyEngine())('the task book on $name PostgreSQL', (engine) => {
  taskBookContract(() => createPostgresStores(engine))
})
