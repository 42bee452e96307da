import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import { AppError, errorCode } from '../lib/errors.ts'

/**
 * Brings a database up to date with a folder of migrations, each in a transaction of its own together
 * with the record of it. Forward only. To be called while no other migrator works on the database.
 * @returns the names of the migrations that were applied now.
 */
export async function applyMigrations(client: pg.Client, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder)
  await client.query(recordTable)
  const applied = await readRecord(client)
  refuseSurprises(migrations, applied)
  const pending = migrations.filter(({ name }) => !applied.has(name))
  for (const migration of pending) await applyOne(client, migration)
  return pending.map(({ name }) => name)
}

export interface Migration {
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

/** What is in the folder and what is in the database do not go together. */
export class MigrationRefused extends AppError {
  override readonly code = 'migration-refused'
}

/** A migration did not go through; nothing of it is left in the database. */
export class MigrationFailed extends AppError {
  override readonly code = 'migration-failed'
}

const recordTable = `
  do $$
  declare
    granted text;
  begin
    if to_regclass('public.schema_migrations') is null then
      create table public.schema_migrations (
        name text primary key,
        sha256 text not null,
        applied_at timestamptz not null default now()
      );
      alter table public.schema_migrations enable row level security;
      alter table public.schema_migrations force row level security;
      create policy schema_migrations_owner on public.schema_migrations
        for all to current_user using (true) with check (true);
      revoke all on public.schema_migrations from public;
      -- Supabase grants new tables to its roles by default.
      for granted in select rolname from pg_roles
        where rolname in ('anon', 'authenticated', 'service_role') loop
        execute format('revoke all on public.schema_migrations from %I', granted);
      end loop;
    end if;
  end $$`

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
  return Promise.all(names.toSorted().map((name) => readMigration(folder, name)))
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  // A checkout may have changed the line ends; that is no change of the migration.
  const sql = (await readFile(path.join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
  return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
}

async function readRecord(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from public.schema_migrations',
  )
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]))
}

function refuseSurprises(migrations: readonly Migration[], applied: Map<string, string>): void {
  const newest = [...applied.keys()].toSorted().at(-1) ?? ''
  for (const { name, sha256 } of migrations) {
    const recorded = applied.get(name)
    if (recorded === undefined && name < newest) {
      throw new MigrationRefused(
        `Migration ${name} is new but comes before ${newest}, which is applied already. Give it a higher number.`,
      )
    }
    if (recorded !== undefined && recorded !== sha256) {
      throw new MigrationRefused(
        `Migration ${name} was changed after it had been applied. Put its former text back and write the change as a new migration.`,
      )
    }
  }
}

async function applyOne(client: pg.Client, { name, sql, sha256 }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query("set local search_path to public; set local lock_timeout to '30s'")
    await client.query(sql)
    await client.query('insert into public.schema_migrations (name, sha256) values ($1, $2)', [
      name,
      sha256,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw new MigrationFailed(
      `Migration ${name} failed: ${error instanceof Error ? error.message : String(error)} (${errorCode(error) ?? 'no code'})`,
      { cause: error },
    )
  }
}
