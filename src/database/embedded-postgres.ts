import { access, constants, lstat, mkdir, realpath } from 'node:fs/promises'
import path from 'node:path'
import { systemClock, type Clock, type Timer } from '../lib/clock.ts'
import { AppError, describeError, errorCode } from '../lib/errors.ts'
import type { Logger } from '../lib/logger.ts'
import {
  diskFull,
  EmbeddedPostgresUnavailable,
  useAnotherServer,
} from './embedded-postgres-unavailable.ts'
import { lockFile, tryLockFile, type FileLock } from './file-lock.ts'
import { findPostgresBinaries } from './postgres-binaries.ts'
import { ensureCluster } from './postgres-cluster.ts'
import type { PostgresConnection } from './postgres-connection.ts'
import { settlePostgresHome } from './postgres-home.ts'
import {
  connectionTo,
  ensurePostmaster,
  stopPostmaster,
  type EnsuredPostmaster,
  type PostmasterPlan,
} from './postmaster.ts'
import { isRunning, type Postmaster } from './postmaster-record.ts'
import { socketIn } from './socket-folder.ts'

/**
 * Runs the PostgreSQL of a data folder, which all processes that use the folder share: the first starts
 * it, the last that leaves stops it, and while anyone uses it a server that died is back in a second.
 * @throws {EmbeddedPostgresUnavailable} saying in words why it cannot run here.
 */
export async function startEmbeddedPostgres(
  setting: EmbeddedPostgresSetting,
): Promise<EmbeddedPostgres> {
  try {
    return await start(setting)
  } catch (error) {
    throw inWords(error, setting.dataDir)
  }
}

export interface EmbeddedPostgresSetting {
  readonly dataDir: string
  readonly log: Logger
  readonly clock?: Clock
  /** Where things live that an ordinary user must reach, when we are root. */
  readonly publicFolder?: string
}

export interface EmbeddedPostgres extends AsyncDisposable {
  readonly connection: PostgresConnection
  /** It was running before, started by another process. */
  readonly found: boolean
  /** The process of the server, which changes when it had to be started again. */
  readonly pid: number
}

async function start(setting: EmbeddedPostgresSetting): Promise<EmbeddedPostgres> {
  const { log, clock = systemClock, publicFolder = '/var/lib/legacyai-voice' } = setting
  const dataDir = await makeDataDir(setting.dataDir)
  const files = filesIn(dataDir)
  await mkdir(files.run, { recursive: true })
  const lock = await lockFile(files.lock, { mode: 'exclusive', deadlineMs: lockDeadlineMs })
  try {
    const isWatched = isUsed(files)
    const user = await lockFile(files.users, { mode: 'shared', deadlineMs: 5_000 })
    try {
      const home = await settlePostgresHome({ dataDir, publicFolder, log })
      const binaries = await findPostgresBinaries({ account: home.account, publicFolder })
      const { password } = await ensureCluster({ home, binaries, passwordFile: files.password })
      const plan = { home, binaries, password, logFile: files.log }
      const ensured = await ensurePostmaster(plan, { isWatched })
      return new SharedPostgres({ plan, ensured, files, user, log, clock })
    } catch (error) {
      user.release()
      throw error
    }
  } finally {
    lock.release()
  }
}

/** By another process, which then watches over the server. */
function isUsed({ users }: EmbeddedFiles): boolean {
  const alone = tryLockFile(users, 'exclusive')
  alone?.release()
  return alone === undefined
}

interface EmbeddedFiles {
  readonly run: string
  readonly lock: string
  readonly users: string
  readonly password: string
  readonly log: string
}

function filesIn(dataDir: string): EmbeddedFiles {
  const run = path.join(dataDir, 'run')
  return {
    run,
    lock: path.join(run, 'postgres.lock'),
    users: path.join(run, 'postgres.users'),
    password: path.join(dataDir, 'keys', 'postgres-password'),
    log: path.join(dataDir, 'postgres.log'),
  }
}

/** Longer than the slowest start that another process may be at. */
const lockDeadlineMs = 180_000
const watchEveryMs = 1_000

class SharedPostgres implements EmbeddedPostgres {
  readonly connection: PostgresConnection
  readonly found: boolean
  readonly #plan: PostmasterPlan
  readonly #files: EmbeddedFiles
  readonly #user: FileLock
  readonly #log: Logger
  readonly #clock: Clock
  #postmaster: Postmaster
  #watching: Promise<void> = Promise.resolve()
  #nextLook: Timer | undefined
  #left = false

  constructor(parts: {
    plan: PostmasterPlan
    ensured: EnsuredPostmaster
    files: EmbeddedFiles
    user: FileLock
    log: Logger
    clock: Clock
  }) {
    this.#plan = parts.plan
    this.#files = parts.files
    this.#user = parts.user
    this.#log = parts.log
    this.#clock = parts.clock
    this.#postmaster = parts.ensured.postmaster
    this.found = parts.ensured.found
    this.connection = connectionTo(this.#postmaster, this.#plan)
    this.#watchOn()
  }

  get pid(): number {
    return this.#postmaster.pid
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#left) return
    this.#left = true
    this.#nextLook?.cancel()
    await this.#watching
    const lock = await lockFile(this.#files.lock, { mode: 'exclusive', deadlineMs: lockDeadlineMs })
    try {
      this.#user.release()
      const alone = tryLockFile(this.#files.users, 'exclusive')
      if (alone === undefined) return
      try {
        await stopPostmaster(this.#postmaster, this.#plan.home.cluster)
      } finally {
        alone.release()
      }
    } finally {
      lock.release()
    }
  }

  #watchOn(): void {
    if (this.#left) return
    this.#nextLook = this.#clock.after(watchEveryMs, () => {
      this.#watching = this.#look().finally(() => this.#watchOn())
    })
  }

  async #look(): Promise<void> {
    try {
      if (await this.#isUp()) return
      this.#log.warn({ pid: this.pid }, 'The embedded PostgreSQL has died and is started again')
      const lock = await lockFile(this.#files.lock, { mode: 'exclusive', deadlineMs: 30_000 })
      try {
        const { postmaster } = await ensurePostmaster(this.#plan)
        this.#postmaster = postmaster
      } finally {
        lock.release()
      }
      this.#log.info({ pid: this.pid }, 'The embedded PostgreSQL answers again')
    } catch (error) {
      this.#log.error(
        { code: errorCode(error), reason: describeError(error) },
        'The embedded PostgreSQL could not be started again',
      )
    }
  }

  async #isUp(): Promise<boolean> {
    if (!(await isRunning(this.#postmaster, this.#plan.home.cluster))) return false
    try {
      await lstat(socketIn(this.#postmaster.socketFolder))
      return true
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return false
      throw error
    }
  }
}

/** @returns its one true name, by which all who share it know it. */
async function makeDataDir(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.W_OK | constants.X_OK)
    return await realpath(dataDir)
  } catch (error) {
    if (errorCode(error) === 'ENOSPC') throw error
    throw new EmbeddedPostgresUnavailable(
      `${dataDir} cannot be written by this user. Choose another DATA_DIR.`,
      { cause: error },
    )
  }
}

/** What the system refused (a full disk, a permission that is missing) as words with a way out. */
function inWords(error: unknown, dataDir: string): unknown {
  if (error instanceof AppError) return error
  return errorCode(error) === 'ENOSPC'
    ? diskFull(dataDir, error)
    : new EmbeddedPostgresUnavailable(`${describeError(error)}. ${useAnotherServer}`, {
        cause: error,
      })
}
