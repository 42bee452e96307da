import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import { createDatabase, type Database } from '../../src/database/database.ts'
import { connectionSettings, type DatabaseAddress } from '../../src/database/database-address.ts'
import { silentLogger } from '../../src/lib/logger.ts'

/** A server on which tests have databases. */
export interface PostgresEngine {
  readonly name: 'embedded' | 'external'
  /** Somebody who may create databases there. */
  readonly address: DatabaseAddress
  /** A migrated database to clone. */
  readonly template: string
}

/** A migrated database of one test file, gone when it is disposed of. */
export interface TestDatabase extends AsyncDisposable {
  /** As the server of the product works on it. */
  readonly database: Database
  /** Where it is, for its owner. */
  readonly address: DatabaseAddress
}

/** Every server that this run has: `describe.each(everyEngine())('… on $name', …)`. */
export function everyEngine(): readonly PostgresEngine[] {
  return inject('postgresEngines')
}

export async function createTestDatabase(engine?: PostgresEngine): Promise<TestDatabase> {
  const chosen = engine ?? embedded()
  const name = await createEmptyDatabase(chosen, { template: chosen.template })
  const address = databaseOn(chosen, name)
  const database = createDatabase({ address, log: silentLogger, connections: 5 })
  return {
    database,
    address,
    async [Symbol.asyncDispose]() {
      await database.close()
      await dropDatabase(chosen, name)
    },
  }
}

/** @returns its name. */
export async function createEmptyDatabase(
  engine: PostgresEngine,
  { template = 'template1', owner }: { template?: string; owner?: string } = {},
): Promise<string> {
  const name = `legacyai_test_${randomBytes(6).toString('hex')}`
  const ownedBy = owner === undefined ? '' : ` owner ${owner}`
  await asAdministrator(engine, `create database ${name} template ${template}${ownedBy}`)
  return name
}

export function dropDatabase(engine: PostgresEngine, name: string): Promise<void> {
  return asAdministrator(engine, `drop database if exists ${name} with (force)`)
}

/** The address of another database on the same server. */
export function databaseOn(
  { address }: Pick<PostgresEngine, 'address'>,
  name: string,
): DatabaseAddress {
  if (!('url' in address)) return { ...address, database: name }
  const url = new URL(address.url)
  url.pathname = `/${name}`
  return { url: url.href }
}

export function asAdministrator(engine: PostgresEngine, statement: string): Promise<void> {
  return asOwner(engine.address, statement)
}

/** Runs statements as the user of an address. */
export async function asOwner(address: DatabaseAddress, statement: string): Promise<void> {
  const client = new Client(connectionSettings(address))
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function embedded(): PostgresEngine {
  const engine = everyEngine().find(({ name }) => name === 'embedded')
  if (engine === undefined) throw new Error('The global set-up has started no embedded PostgreSQL')
  return engine
}
