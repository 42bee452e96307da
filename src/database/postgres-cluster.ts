import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { describeError, errorCode } from '../lib/errors.ts'
import { diskFull, EmbeddedPostgresUnavailable } from './embedded-postgres-unavailable.ts'
import { postgresEnvironment } from './postgres-account.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import type { PostgresHome } from './postgres-home.ts'
import { createSecretFile, readSecretFile } from './secret-file.ts'

/**
 * Makes the cluster of a home unless it is there, and tells its password. A cluster appears under its
 * name whole or not at all, so a kill in the middle leaves nothing that the next start would trust.
 * To be called under the lock of the data folder.
 */
export async function ensureCluster({
  home,
  binaries,
  passwordFile,
}: ClusterPlan): Promise<{ password: string; isNew: boolean }> {
  const password = await readSecretFile(passwordFile)
  if (await isThere(path.join(home.cluster, 'PG_VERSION'))) {
    if (password !== undefined) return { password, isNew: false }
    throw new EmbeddedPostgresUnavailable(
      `its password (${passwordFile}) is gone, but its data in ${home.cluster} is there. ` +
        'Put the file back, or move the data away to begin anew.',
    )
  }
  await sweepDrafts(home)
  const newPassword = password ?? (await createSecretFile(passwordFile))
  await initialise({ home, binaries, password: newPassword })
  return { password: newPassword, isNew: true }
}

export interface ClusterPlan {
  readonly home: PostgresHome
  readonly binaries: PostgresBinaries
  readonly passwordFile: string
}

/** The owner of everything in the embedded PostgreSQL. */
export const clusterUser = 'legacyai'

const draftPrefix = 'cluster-draft-'

/** The `initdb` of a start that was killed may still be writing there. */
const sweeping = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }

async function initialise({
  home,
  binaries,
  password,
}: {
  home: PostgresHome
  binaries: PostgresBinaries
  password: string
}): Promise<void> {
  const draft = path.join(home.folder, `${draftPrefix}${randomBytes(4).toString('hex')}`)
  const cluster = path.join(draft, 'cluster')
  const passwordCopy = path.join(draft, 'password')
  try {
    await mkdir(draft, { mode: 0o700 })
    await writeFile(passwordCopy, password, { mode: 0o600, flag: 'wx' })
    if (home.account !== undefined) {
      await chown(passwordCopy, home.account.uid, home.account.gid)
      await chown(draft, home.account.uid, home.account.gid)
    }
    await promisify(execFile)(binaries.initdb, initdbArguments({ cluster, passwordCopy }), {
      ...home.account,
      env: postgresEnvironment,
      cwd: '/',
      timeout: 120_000,
    })
    await rename(cluster, home.cluster)
  } catch (error) {
    throw cannotInitialise(error, home)
  } finally {
    await rm(draft, sweeping)
  }
}

/** The built-in locale sorts and folds the same on every system; macOS has no `C.UTF-8` of its own. */
function initdbArguments({
  cluster,
  passwordCopy,
}: {
  cluster: string
  passwordCopy: string
}): string[] {
  return [
    `--pgdata=${cluster}`,
    `--username=${clusterUser}`,
    `--pwfile=${passwordCopy}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
  ]
}

function cannotInitialise(error: unknown, home: PostgresHome): EmbeddedPostgresUnavailable {
  const said = initdbSaid(error)
  if (errorCode(error) === 'ENOSPC' || said.includes('No space left on device')) {
    return diskFull(home.folder, error)
  }
  return new EmbeddedPostgresUnavailable(`it could not be set up in ${home.folder} (${said})`, {
    cause: error,
  })
}

function initdbSaid(error: unknown): string {
  const stderr =
    error instanceof Error && 'stderr' in error && typeof error.stderr === 'string'
      ? error.stderr
      : ''
  const complaint = stderr.split('\n').find((line) => /error|fatal|panic/i.test(line))
  return complaint ?? describeError(error)
}

/** What a start that was killed in the middle has left behind. */
async function sweepDrafts(home: PostgresHome): Promise<void> {
  const names = await readdir(home.folder)
  const drafts = names.filter((name) => name.startsWith(draftPrefix))
  await Promise.all(drafts.map((name) => rm(path.join(home.folder, name), sweeping)))
}

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file)
    return true
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false
    throw error
  }
}
