import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { tryLockFile } from '../database/file-lock.ts'
import { AppError } from '../lib/errors.ts'
import { readOwnConfig } from './with-database.ts'

/** A server whose local carrier takes calls from this machine. */
export interface ReachableServer extends AsyncDisposable {
  readonly carrierUrl: string
  readonly carrierToken: string
}

export class NoServer extends AppError {
  override readonly code = 'no-server'
}

const startsWithinMs = 90_000
/** Longer than the supervisor gives it for the calls that are going on. */
const stopsWithinMs = 45_000

/** The server that runs on this installation's data, or one that runs until it is disposed of. */
export async function findOrStartServer({
  speechSpeed,
}: {
  /** How many times faster than people a carrier speaks that has to be started. */
  speechSpeed: number
}): Promise<ReachableServer> {
  const { dataDir } = readOwnConfig()
  if (isRunning(dataDir)) {
    return { ...readNotes(dataDir), [Symbol.asyncDispose]: () => Promise.resolve() }
  }
  rmSync(noteIn(dataDir), { force: true })
  const supervisor = startSupervisor(speechSpeed)
  try {
    await untilItListens(supervisor, dataDir)
    return { ...readNotes(dataDir), [Symbol.asyncDispose]: () => stop(supervisor.process) }
  } catch (error) {
    await stop(supervisor.process)
    throw error
  }
}

/** The local carrier of the server that runs on this installation's data, where there is one. */
export function findCarrier(dataDir: string): { readonly carrierUrl: string } | undefined {
  try {
    return isRunning(dataDir) ? readNotes(dataDir) : undefined
  } catch {
    return undefined
  }
}

function isRunning(dataDir: string): boolean {
  mkdirSync(join(dataDir, 'run'), { recursive: true })
  const lock = tryLockFile(join(dataDir, 'run', 'server.lock'), 'exclusive')
  lock?.release()
  return lock === undefined
}

function startSupervisor(speechSpeed: number) {
  process.stderr.write('Starting a server for this call…\n')
  // In a process group of its own, so that a Ctrl-C that hangs up does not end the server first.
  const child = spawn(process.execPath, ['scripts/supervisor.ts'], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: true,
    env: { LOCAL_CARRIER_SPEED: `${speechSpeed}`, ...process.env },
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)))
  return { process: child, lastWords: () => said.trim() }
}

async function untilItListens(
  supervisor: { process: ChildProcess; lastWords: () => string },
  dataDir: string,
): Promise<void> {
  const giveUpAt = performance.now() + startsWithinMs
  while (!existsSync(noteIn(dataDir))) {
    if (supervisor.process.exitCode !== null || performance.now() > giveUpAt) {
      throw new NoServer(`The server did not start: ${supervisor.lastWords()}`)
    }
    await delay(50)
  }
}

async function stop(supervisor: ChildProcess): Promise<void> {
  if (supervisor.exitCode !== null || supervisor.signalCode !== null) return
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  supervisor.once('exit', () => resolve())
  supervisor.kill('SIGTERM')
  const force = setTimeout(() => supervisor.kill('SIGKILL'), stopsWithinMs)
  await ended
  clearTimeout(force)
}

const ServerNote = z.object({ carrierUrl: z.string() })
const AccountNote = z.object({ authToken: z.string() })

function readNotes(dataDir: string): { carrierUrl: string; carrierToken: string } {
  try {
    const { carrierUrl } = ServerNote.parse(readJson(noteIn(dataDir)))
    const account = AccountNote.parse(readJson(join(dataDir, 'keys', 'local-carrier.json')))
    return { carrierUrl, carrierToken: account.authToken }
  } catch (cause) {
    throw new NoServer('A server runs, but without the local carrier. Start it with: npm start', {
      cause,
    })
  }
}

function noteIn(dataDir: string): string {
  return join(dataDir, 'run', 'server.json')
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
