import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { createApp, type App } from '../app.ts'
import type { Config } from '../config/config.ts'
import { tryLockFile, type FileLock } from '../database/file-lock.ts'
import { locateDatabase, type LocatedDatabase } from '../database/locate-database.ts'
import { systemClock } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import { AppError, describeError, errorCode } from '../lib/errors.ts'
import { createLogger } from '../telemetry/logger.ts'
import { ownerEmail, signInUrl } from './sign-in-url.ts'

/** The server is running and can be stopped. */
export interface RunningServer {
  stop(): Promise<void>
}

export class CannotListen extends AppError {
  override readonly code = 'cannot-listen'
}

export class DataInUse extends AppError {
  override readonly code = 'data-in-use'
}

/** How long the first start waits for the database, so that the sign-in link can be printed. */
const databaseWithinMs = 30_000

/** Starts everything that one server process holds, and says so when it answers. */
export async function runServer(config: Config): Promise<RunningServer> {
  const lock = lockDataDir(config)
  const logger = createLogger({ level: config.logLevel }, logDestination(config))
  let located: LocatedDatabase | undefined
  let app: App | undefined
  let stopping: Promise<void> | undefined

  // A signal and the end of the supervisor often come together; once is enough.
  const stop = () => (stopping ??= letGo())

  async function letGo() {
    await app?.[Symbol.asyncDispose]()
    await located?.[Symbol.asyncDispose]()
    lock.release()
    if (process.connected) process.disconnect()
  }

  try {
    located = await locateDatabase({ ...config, log: logger })
    app = await createApp({ config, databaseAddress: located.address, logger })
    await listen(app, config)
    announce(config)
    void printSignInLink(app, config)
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}

function lockDataDir({ dataDir }: Config): FileLock {
  mkdirSync(join(dataDir, 'run'), { recursive: true })
  const lock = tryLockFile(join(dataDir, 'run', 'server.lock'), 'exclusive')
  if (lock) return lock
  throw new DataInUse(
    `Another LegacyAI Voice is running on ${dataDir}. Stop it first, or set DATA_DIR to another folder.`,
  )
}

/** A person at a terminal gets words; the log goes to a file there, and to standard error elsewhere. */
function logDestination({ dataDir }: Config) {
  return process.stderr.isTTY
    ? pino.destination({ dest: join(dataDir, 'server.log'), mkdir: true, sync: false })
    : pino.destination({ dest: 2, sync: false })
}

async function listen({ server }: App, { host, port }: Config): Promise<void> {
  try {
    await server.listen({ host, port })
  } catch (error) {
    if (errorCode(error) !== 'EADDRINUSE')
      throw new CannotListen(describeError(error), { cause: error })
    throw new CannotListen(
      `Port ${port} is in use by another program. Stop it, or set PORT to another number.`,
      { cause: error },
    )
  }
}

/** Tells the supervisor, and leaves a note for the other commands of this installation. */
function announce(config: Config): void {
  const { appUrl, dataDir, localCarrier } = config
  const note = { pid: process.pid, url: appUrl, carrierUrl: localCarrier?.url }
  const file = join(dataDir, 'run', 'server.json')
  // Written aside and put in place, so that no reader finds half of it.
  writeFileSync(`${file}.new`, JSON.stringify(note), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  process.send?.({ type: 'server-listening', url: appUrl })
}

async function printSignInLink(app: App, config: Config): Promise<void> {
  const limit = { deadlineMs: databaseWithinMs, what: 'The database', clock: systemClock }
  process.stdout.write(`LegacyAI Voice answers at ${config.appUrl}\n`)
  try {
    await withDeadline(app.databaseCare.prepared, limit)
    const { token } = await app.stores.access.createSignInLink({
      email: ownerEmail,
      now: new Date(),
    })
    const link = signInUrl(config.appUrl, token)
    process.stdout.write(`Sign in with this link, once, within 10 minutes:\n  ${link}\n`)
  } catch (error) {
    process.stdout.write(
      `No sign-in link could be made: ${describeError(error)}. Later: npm run sign-in\n`,
    )
  }
}
