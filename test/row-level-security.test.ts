import { afterAll, beforeAll, describe } from 'vitest'
import { roleRulesContract } from './contracts/role-rules.ts'
import { createTestDatabase, everyEngine, type TestDatabase } from './set-up/test-database.ts'

describe.each(everyEngine())('row level security on $name PostgreSQL', (engine) => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase(engine)
  })
  afterAll(() => test[Symbol.asyncDispose]())

  roleRulesContract(() => test.address)
})
