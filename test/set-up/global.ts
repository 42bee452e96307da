import type { TestProject } from 'vitest/node'
import { leftOut } from './left-out.ts'
import { prepareEngine, startEmbeddedEngine, type PreparedEngine } from './postgres-engines.ts'
import type { PostgresEngine } from './test-database.ts'

/**
 * Vitest's global set-up: one embedded PostgreSQL for the whole run, and where TEST_DATABASE_URL names
 * one a real server too. Each has a migrated template, from which test files clone databases.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const prepared: PreparedEngine[] = [await startEmbeddedEngine()]
  const url = process.env['TEST_DATABASE_URL']
  if (url === undefined || url === '') {
    leftOut('the stores on a PostgreSQL server of its own: TEST_DATABASE_URL names none')
  } else {
    prepared.push(await prepareEngine({ name: 'external', address: { url } }))
  }
  project.provide(
    'postgresEngines',
    prepared.map(({ engine }) => engine),
  )
  return async () => {
    for (const engine of prepared.toReversed()) await engine[Symbol.asyncDispose]()
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    postgresEngines: PostgresEngine[]
  }
}
