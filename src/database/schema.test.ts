import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { is } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createTestDatabase,
  everyEngine,
  type TestDatabase,
} from '../../test/set-up/test-database.ts'
import * as schema from './schema.ts'

const tables = Object.values(schema).filter((value) => is(value, PgTable))

interface ColumnFacts {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly required: boolean
  readonly hasDefault: boolean
}

describe.each(everyEngine())('the schema in TypeScript and the one on $name', (engine) => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase(engine)
  })
  afterAll(() => test[Symbol.asyncDispose]())

  it('have the same columns, types, obligations and defaults', async () => {
    const migrated = await test.database.query<ColumnFacts>(
      `select c.relname as table, a.attname as column,
         format_type(a.atttypid, a.atttypmod) as type,
         a.attnotnull as required, a.atthasdef as "hasDefault"
       from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
         and not a.attisdropped and c.relname <> 'schema_migrations'`,
    )
    expect(sorted(columnsInTypeScript())).toEqual(sorted(migrated))
  })
})

function columnsInTypeScript(): ColumnFacts[] {
  return tables.flatMap((table) => {
    const { name, columns, primaryKeys } = getTableConfig(table)
    const keyed = new Set(primaryKeys.flatMap((key) => key.columns.map((column) => column.name)))
    return columns.map((column) => ({
      table: name,
      column: column.name,
      type: postgresName(column.getSQLType()),
      required: column.notNull || column.primary || keyed.has(column.name),
      hasDefault: column.hasDefault,
    }))
  })
}

function postgresName(type: string): string {
  return type.replace('numeric(10, 2)', 'numeric(10,2)').replace('numeric(3, 2)', 'numeric(3,2)')
}

function sorted(columns: readonly ColumnFacts[]): ColumnFacts[] {
  const place = ({ table, column }: ColumnFacts) => `${table}.${column}`
  return columns.toSorted((one, other) => place(one).localeCompare(place(other)))
}
