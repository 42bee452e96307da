import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { DatabaseAddress } from '../../src/database/database-address.ts'
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres.ts'
import type { PostgresConnection } from '../../src/database/postgres-connection.ts'
import { tryLockFile } from '../../src/database/file-lock.ts'
import { migrate } from '../../src/database/migrate.ts'
import { silentLogger } from '../../src/lib/logger.ts'
import { asOwner, databaseOn, type PostgresEngine } from './test-database.ts'

export interface EmbeddedServer extends AsyncDisposable {
  readonly address: PostgresConnection
}

export interface PreparedEngine extends AsyncDisposable {
  readonly engine: PostgresEngine
}

/** A server of our own with a migrated template. */
export async function startEmbeddedEngine(): Promise<PreparedEngine> {
  const server = await startEmbeddedServer()
  const { engine } = await prepareEngine({ name: 'embedded', address: server.address })
  return { engine, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

/** A server of our own, gone with all it held when it is disposed of. */
export async function startEmbeddedServer(): Promise<EmbeddedServer> {
  await sweepAbandoned()
  const dataDir = await mkdtemp(path.join(tmpdir(), folderPrefix))
  // Run as root, the server is another user, who must get through.
  await chmod(dataDir, 0o711)
  const postgres = await startEmbeddedPostgres({ dataDir, log: silentLogger })
  return {
    address: postgres.connection,
    async [Symbol.asyncDispose]() {
      await postgres[Symbol.asyncDispose]()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A migrated template on a server; `address` is somebody who may create databases there. */
export async function prepareEngine({
  name,
  address,
}: {
  name: PostgresEngine['name']
  address: DatabaseAddress
}): Promise<PreparedEngine> {
  const template = `legacyai_template_${randomBytes(6).toString('hex')}`
  const engine = { name, address, template }
  await asOwner(address, `create database ${template}`)
  await migrate({ address: databaseOn(engine, template) })
  return {
    engine,
    [Symbol.asyncDispose]: () => asOwner(address, `drop database ${template} with (force)`),
  }
}

const folderPrefix = 'legacyai-test-'

/** A run that was killed could not stop its server: the next run does. */
async function sweepAbandoned(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(folderPrefix))
  for (const name of names) {
    const dataDir = path.join(tmpdir(), name)
    const users = path.join(dataDir, 'run', 'postgres.users')
    if (!(await isOldAndOurs(users))) continue
    const unused = tryLockFile(users, 'exclusive')
    if (unused === undefined) continue
    unused.release()
    const abandoned = await startEmbeddedPostgres({ dataDir, log: silentLogger })
    await abandoned[Symbol.asyncDispose]()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** A run that is only beginning has not locked its files yet. */
async function isOldAndOurs(file: string): Promise<boolean> {
  try {
    const { uid, mtimeMs } = await stat(file)
    return uid === process.getuid?.() && Date.now() - mtimeMs > 60_000
  } catch {
    // Not there, or not for us to see.
    return false
  }
}
