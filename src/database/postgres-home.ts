import { createHash, randomBytes } from 'node:crypto'
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from '../lib/errors.ts'
import type { Logger } from '../lib/logger.ts'
import {
  diskFull,
  EmbeddedPostgresUnavailable,
  useAnotherServer,
} from './embedded-postgres-unavailable.ts'
import { nobody, runAs, startedAsRoot, type PostgresAccount } from './postgres-account.ts'

/**
 * Decides where the embedded PostgreSQL of a data folder lives, and as whom it runs. An ordinary user
 * has it in the data folder. Root, which PostgreSQL refuses to be, has it run as nobody: in the data
 * folder where nobody can get there, otherwise under `publicFolder` with a pointer in the data folder.
 * To be called under the lock of the data folder.
 */
export async function settlePostgresHome(place: HomePlace): Promise<PostgresHome> {
  const inside = path.join(place.dataDir, 'postgres')
  const pointedTo = await readPointer(pointerIn(place.dataDir))
  if (!startedAsRoot()) return homeOfOrdinaryUser(pointedTo ?? inside)
  refuseIfBoundToRoot()
  if (pointedTo !== undefined) return homeOfRoot(pointedTo)
  if ((await ownerOf(clusterIn(inside))) !== undefined) return homeOfRoot(inside)
  if (await nobodyCanWorkIn(inside)) return homeOfRoot(inside)
  return homeOutside(place)
}

export interface HomePlace {
  readonly dataDir: string
  readonly publicFolder: string
  readonly log: Logger
}

export interface PostgresHome {
  readonly folder: string
  /** The cluster's own folder (`PGDATA`), which belongs to `account`. */
  readonly cluster: string
  /** `undefined`: runs as whoever we are. */
  readonly account: PostgresAccount | undefined
}

function refuseIfBoundToRoot(): void {
  const trial = runAs(nobody, { command: '/bin/sh', args: ['-c', ':'], deadlineMs: 10_000 })
  if (errorCode(trial.error) !== 'EPERM') return
  throw new EmbeddedPostgresUnavailable(
    `PostgreSQL refuses to run as root, and this process may not run it as another user. ${useAnotherServer}`,
  )
}

function pointerIn(dataDir: string): string {
  return path.join(dataDir, 'postgres.location')
}

function clusterIn(folder: string): string {
  return path.join(folder, 'cluster')
}

async function homeOfOrdinaryUser(folder: string): Promise<PostgresHome> {
  const owner = await ownerOf(clusterIn(folder))
  if (owner !== undefined && owner.uid !== process.getuid?.()) {
    throw new EmbeddedPostgresUnavailable(
      `${folder} belongs to another user (id ${owner.uid}), probably because it was first started as root. ` +
        'Start it as that user or as root again, or choose another DATA_DIR.',
    )
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return { folder, cluster: clusterIn(folder), account: undefined }
}

/** A cluster that an ordinary user has made goes on as that user's. */
async function homeOfRoot(folder: string): Promise<PostgresHome> {
  const owner = await ownerOf(clusterIn(folder))
  const account = owner ?? nobody
  if (account.uid === 0) {
    throw new EmbeddedPostgresUnavailable(
      `${clusterIn(folder)} belongs to root, as which PostgreSQL refuses to run. Give it to the user who made it (chown).`,
    )
  }
  await makeEnterable(folder)
  return { folder, cluster: clusterIn(folder), account }
}

async function homeOutside({ dataDir, publicFolder, log }: HomePlace): Promise<PostgresHome> {
  const hash = createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 16)
  let folder = path.join(publicFolder, hash)
  if ((await ownerOf(clusterIn(folder))) !== undefined) {
    // The data folder was deleted and made anew: what it had is neither taken over nor thrown away.
    log.warn({ folder }, 'A former embedded database of this data folder is left where it is')
    folder = `${folder}-${randomBytes(4).toString('hex')}`
  }
  if (!(await nobodyCanWorkIn(folder, publicFolder))) {
    throw new EmbeddedPostgresUnavailable(
      `an ordinary user can work neither in ${dataDir} nor in ${folder}, and PostgreSQL refuses to run as root. ${useAnotherServer}`,
    )
  }
  await writePointer(pointerIn(dataDir), folder)
  return homeOfRoot(folder)
}

async function makeEnterable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const { mode, uid } = await lstat(folder)
  // Enough to pass through, not enough to look around.
  if (uid === 0) await chmod(folder, (mode & 0o7777) | 0o011)
}

/** Tried for real, because permissions, ACLs and mounts together decide. */
async function nobodyCanWorkIn(folder: string, parent?: string): Promise<boolean> {
  const trial = path.join(folder, `trial-${randomBytes(4).toString('hex')}`)
  try {
    if (parent !== undefined) await makeEnterable(parent)
    await makeEnterable(folder)
    await mkdir(trial, { mode: 0o700 })
    await chown(trial, nobody.uid, nobody.gid)
  } catch (error) {
    if (isRefusal(error)) return false
    throw error
  }
  try {
    const script = 'cd -- "$1" && : > written && chmod 600 written'
    const args = ['-c', script, 'sh', trial]
    const tried = runAs(nobody, { command: '/bin/sh', args, deadlineMs: 10_000 })
    if (tried.stderr.includes('No space left on device')) throw diskFull(folder)
    return tried.status === 0
  } finally {
    await rm(trial, { recursive: true, force: true })
  }
}

function isRefusal(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EINVAL'].includes(errorCode(error) ?? '')
}

async function ownerOf(file: string): Promise<PostgresAccount | undefined> {
  try {
    const { uid, gid } = await lstat(file)
    return { uid, gid }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

async function readPointer(file: string): Promise<string | undefined> {
  try {
    const folder = (await readFile(file, 'utf8')).trim()
    return path.isAbsolute(folder) ? folder : undefined
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

async function writePointer(file: string, folder: string): Promise<void> {
  await writeFile(`${file}.draft`, `${folder}\n`)
  await rename(`${file}.draft`, file)
}
