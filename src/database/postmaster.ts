import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, rename, rmdir, stat } from 'node:fs/promises'
import { AppError, errorCode } from '../lib/errors.ts'
import { diskFull, EmbeddedPostgresUnavailable } from './embedded-postgres-unavailable.ts'
import { poll } from './poll.ts'
import { postgresEnvironment } from './postgres-account.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import type { PostgresConnection } from './postgres-connection.ts'
import { clusterUser } from './postgres-cluster.ts'
import type { PostgresHome } from './postgres-home.ts'
import { askPostmaster } from './postmaster-answer.ts'
import {
  clearStaleRecord,
  findPostmaster,
  isRunning,
  type Postmaster,
} from './postmaster-record.ts'
import { postmasterSettings } from './postmaster-settings.ts'
import { makeSocketFolder, isPrivateFolder, socketPort } from './socket-folder.ts'

/**
 * Sees to it that the server of a cluster runs and answers: the one that is there, or a new one.
 * To be called under the lock of the data folder. `isWatched`: others use it and see to it that it runs.
 */
export async function ensurePostmaster(
  plan: PostmasterPlan,
  { isWatched = false } = {},
): Promise<EnsuredPostmaster> {
  const running = await findPostmaster(plan.home.cluster)
  if (running !== undefined) {
    const reached = await waitForRunning(plan)
    if (reached !== undefined) return { postmaster: reached, found: true }
    if (isWatched) throw doesNotAnswer()
    // It lives, but its socket is gone or somebody else's: nobody can use it any more.
    await stopPostmaster(running, plan.home.cluster)
  }
  const started = await poll(() => tryToStart(plan), { everyMs: 200, deadlineMs: 20_000 })
  if (started !== undefined) return { postmaster: started, found: false }
  throw new EmbeddedPostgresUnavailable(
    `what is left of a former server still holds ${plan.home.cluster}. End it, or wait a minute and start again.`,
  )
}

export interface PostmasterPlan {
  readonly home: PostgresHome
  readonly binaries: PostgresBinaries
  readonly password: string
  readonly logFile: string
}

export interface EnsuredPostmaster {
  readonly postmaster: Postmaster
  /** It was running before. */
  readonly found: boolean
}

/** A stalled disk or a busy machine, mostly: whoever only came along must not end it for those who use it. */
function doesNotAnswer(): EmbeddedPostgresUnavailable {
  return new EmbeddedPostgresUnavailable(
    'its server runs but does not answer. Try again in a minute.',
  )
}

/** The server did not stop, whatever was tried. */
export class PostmasterDoesNotStop extends AppError {
  override readonly code = 'postmaster-does-not-stop'
}

export function connectionTo(
  { socketFolder }: Postmaster,
  { password }: { password: string },
): PostgresConnection {
  return {
    host: socketFolder,
    port: socketPort,
    user: clusterUser,
    password,
    database: 'postgres',
  }
}

/** Stops a server: politely, then at once, then by force. */
export async function stopPostmaster(postmaster: Postmaster, cluster: string): Promise<void> {
  await endServer(postmaster, cluster)
  await removeIfEmpty(postmaster.socketFolder)
}

async function endServer(postmaster: Postmaster, cluster: string): Promise<void> {
  const steps = [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const
  for (const [signal, deadlineMs] of steps) {
    if (!sendSignal(postmaster.pid, signal)) return
    const gone = async () => ((await isRunning(postmaster, cluster)) ? undefined : true)
    if ((await poll(gone, { everyMs: 10, deadlineMs })) === true) return
  }
  throw new PostmasterDoesNotStop(`PostgreSQL (process ${postmaster.pid}) does not stop`)
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder)
  } catch (error) {
    const expected = ['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM']
    if (!expected.includes(errorCode(error) ?? '')) throw error
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal)
    return true
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false
    throw new PostmasterDoesNotStop(`PostgreSQL (process ${pid}) may not be stopped by us`, {
      cause: error,
    })
  }
}

/** A server that recovers from a crash answers late, one without a reachable socket never. */
async function waitForRunning(plan: PostmasterPlan): Promise<Postmaster | undefined> {
  const giveUpOnSilenceAt = performance.now() + 3_000
  const outcome = await poll(
    async () => {
      const running = await findPostmaster(plan.home.cluster)
      if (running === undefined) return 'unreachable'
      const answer = await ask(running, plan)
      if (answer === 'ready') return running
      if (answer === 'silent' && performance.now() > giveUpOnSilenceAt) return 'unreachable'
      return undefined
    },
    { everyMs: 20, deadlineMs: answerDeadlineMs },
  )
  return outcome === 'unreachable' ? undefined : outcome
}

async function ask(running: Postmaster, plan: PostmasterPlan) {
  if (!(await isPrivateFolder(running.socketFolder, plan.home.account))) return 'silent'
  const answer = await askPostmaster(connectionTo(running, plan))
  if (answer !== 'wrong-password') return answer
  throw new EmbeddedPostgresUnavailable(
    `the server in ${plan.home.cluster} refuses the password kept in the data folder. Put the right keys back.`,
  )
}

const answerDeadlineMs = 120_000

/** @returns `undefined` when remains of a former server are still in the way, which passes. */
async function tryToStart(plan: PostmasterPlan): Promise<Postmaster | undefined> {
  const { cluster } = plan.home
  await clearStaleRecord(cluster)
  await keepLogShort(plan.logFile)
  const socketFolder = await makeSocketFolder(plan.home)
  const log = await open(plan.logFile, 'a', 0o600)
  const { size: logStart } = await log.stat()
  const ended = new AbortController()
  try {
    const child = spawn(plan.binaries.postgres, postmasterSettings({ cluster, socketFolder }), {
      ...plan.home.account,
      env: postgresEnvironment,
      cwd: '/',
      // It must outlive us and our terminal; a pipe for its log would not.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    child.once('exit', () => ended.abort())
    await once(child, 'spawn')
    child.unref()
    const started = { pid: child.pid ?? 0, socketFolder }
    return await waitUntilReady(started, { plan, ended: ended.signal, logStart })
  } finally {
    await log.close()
  }
}

async function waitUntilReady(
  started: Postmaster,
  { plan, ended, logStart }: { plan: PostmasterPlan; ended: AbortSignal; logStart: number },
): Promise<Postmaster | undefined> {
  const outcome = await poll(
    async () => {
      if ((await ask(started, plan)) === 'ready') return 'ready'
      return ended.aborted ? 'ended' : undefined
    },
    { everyMs: 10, deadlineMs: answerDeadlineMs },
  )
  if (outcome === 'ready') return started
  if (outcome === undefined) await stopPostmaster(started, plan.home.cluster)
  const said = await complaintSince(plan.logFile, logStart)
  if (/already exists|pre-existing shared memory/.test(said)) return undefined
  if (said.includes('No space left on device')) throw diskFull(plan.home.folder)
  throw new EmbeddedPostgresUnavailable(`its server does not start (${said}). See ${plan.logFile}.`)
}

async function complaintSince(logFile: string, start: number): Promise<string> {
  const written = (await readFile(logFile)).subarray(start).toString('utf8')
  const lines = written.split('\n').filter((line) => line.trim() !== '')
  const full = lines.find((line) => line.includes('No space left on device'))
  return full ?? lines.find((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? 'it said nothing'
}

async function keepLogShort(logFile: string): Promise<void> {
  try {
    if ((await stat(logFile)).size > 10_000_000) await rename(logFile, `${logFile}.1`)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
}
