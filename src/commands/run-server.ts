import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { createApp, type App } from '../app.ts'
import type { Config } from '../config/config.ts'
import { tryLockFile, type FileLock } from '../database/file-lock.ts'
import { locateDatabase } from '../database/locate-database.ts'
import { isAborted, whenAborted } from '../lib/abort.ts'
import { systemClock } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import { AppError, describeError, describeWithCause, errorCode } from '../lib/errors.ts'
import type { Logger } from '../lib/logger.ts'
import { createLogger } from '../telemetry/logger.ts'
import { logDestination } from './log-destination.ts'
import type { ParentsDoor } from './parents-door.ts'
import { serveBehindDoor } from './serve-behind-door.ts'
import { ownerEmail, signInUrl } from './sign-in-url.ts'

export class CannotListen extends AppError {
  override readonly code = 'cannot-listen'
}

export class DataInUse extends AppError {
  override readonly code = 'data-in-use'
}

export class CannotUseData extends AppError {
  override readonly code = 'cannot-use-data'
}

/** How long the first start waits for the database, so that the sign-in link can be printed. */
const databaseWithinMs = 30_000

/**
 * Runs one server until `signal` aborts, also when that is before it has started; then it lets go of
 * everything it holds.
 */
export async function runServer(
  config: Config,
  { signal, door }: { signal: AbortSignal; door: ParentsDoor | undefined },
): Promise<void> {
  const lock = lockDataDir(config)
  const logger = createLogger({ level: config.logLevel }, logDestination(config))
  const reportRejection = (error: unknown) =>
    logger.error({ reason: describeWithCause(error), stack: stackOf(error) }, 'A promise was lost')
  // What one call forgot to catch must not end all the others.
  process.on('unhandledRejection', reportRejection)
  try {
    // Callers do not wait for it: they are answered as soon as the port is there.
    await using database = startDatabase(config, logger)
    await using app = await createApp({ config, databaseAddress: database.address, logger })
    if (isAborted(signal)) return
    await listen(app, { ...config, door })
    await Promise.race([database.address, whenAborted(signal)])
    if (isAborted(signal)) return
    // Kept for the next start, which may be one that callers wait for; a killed process keeps nothing.
    flushCompileCache()
    announce(config)
    void printSignInLink(app, config)
    await whenAborted(signal)
  } finally {
    process.off('unhandledRejection', reportRejection)
    rmSync(noteFile(config), { force: true })
    lock.release()
  }
}

/** Its address comes, or the words why there is none; disposing waits until it can be let go of. */
function startDatabase(config: Config, log: Logger) {
  const locating = locateDatabase({ ...config, log })
  const address = locating.then((located) => located.address)
  // Everybody who needs it hears of that.
  address.catch(() => undefined)
  return {
    address,
    async [Symbol.asyncDispose]() {
      const located = await locating.catch(() => undefined)
      await located?.[Symbol.asyncDispose]()
    },
  }
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined
}

function lockDataDir({ dataDir }: Config): FileLock {
  makeFolder(join(dataDir, 'run'))
  const lock = tryLockFile(join(dataDir, 'run', 'server.lock'), 'exclusive')
  if (lock) return lock
  throw new DataInUse(
    `Another LegacyAI Voice is running on ${dataDir}. Stop it first, or set DATA_DIR to another folder.`,
  )
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new CannotUseData(`DATA_DIR cannot be used: ${describeError(error)}`, { cause: error })
  }
}

async function listen(
  { server }: App,
  { door, host, port }: Pick<Config, 'host' | 'port'> & { door: ParentsDoor | undefined },
): Promise<void> {
  try {
    if (door === undefined) return void (await server.listen({ host, port }))
    await door.open({ host, port })
    await serveBehindDoor(server, door)
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
  const { appUrl, localCarrier } = config
  const note = { pid: process.pid, url: appUrl, carrierUrl: localCarrier?.url }
  const file = noteFile(config)
  try {
    // Written aside and put in place, so that no reader finds half of it.
    writeFileSync(`${file}.new`, JSON.stringify(note), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  } catch (error) {
    process.stderr.write(`npm run call will not find this server: ${describeError(error)}\n`)
  }
  process.send?.({ type: 'server-listening', url: appUrl })
}

function noteFile({ dataDir }: Config): string {
  return join(dataDir, 'run', 'server.json')
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
