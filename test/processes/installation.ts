import { spawn, type ChildProcess } from 'node:child_process'
import { openSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A folder for the data of one installation and a port of its own; programs run on them. */
export interface Installation extends AsyncDisposable {
  readonly dataDir: string
  readonly port: number
  readonly url: string
  run(
    program: readonly string[],
    environment?: Record<string, string>,
    /** A file that takes standard error instead of the test. */
    errorFile?: string,
  ): RunningProgram
}

export interface RunningProgram {
  readonly process: ChildProcess
  readonly said: { out: string; err: string }
  /** Resolves with what matched, on standard output or error. Fails when the program ends before. */
  says(pattern: RegExp): Promise<RegExpMatchArray>
  readonly exitStatus: Promise<number | null>
}

export async function newInstallation(): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'legacyai-installation-'))
  // As root, PostgreSQL runs as somebody else, who has to get in.
  await chmod(dataDir, 0o711)
  const port = await freePort()
  const running: RunningProgram[] = []
  return {
    dataDir,
    port,
    url: `http://127.0.0.1:${port}`,
    run(program, environment = {}, errorFile) {
      const settings = { PORT: `${port}`, DATA_DIR: dataDir, ...environment }
      const started = runProgram(program, { environment: settings, errorFile })
      running.push(started)
      return started
    },
    async [Symbol.asyncDispose]() {
      for (const program of running) program.process.kill('SIGTERM')
      await Promise.all(running.map(({ exitStatus }) => exitStatus))
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function runProgram(
  program: readonly string[],
  {
    environment,
    errorFile,
  }: { environment: Record<string, string>; errorFile: string | undefined },
): RunningProgram {
  const { NODE_OPTIONS: _, ...inherited } = process.env
  const child = spawn(process.execPath, [...program], {
    cwd: root,
    // Speech in a test need not take the time that it takes.
    env: { ...inherited, LOCAL_CARRIER_SPEED: '50', ...environment },
    stdio: ['ignore', 'pipe', errorFile === undefined ? 'pipe' : openSync(errorFile, 'w'), 'ipc'],
  })
  const said = { out: '', err: '' }
  const listeners = new Set<() => void>()
  const notify = () => listeners.forEach((listener) => listener())
  child.stdout?.on('data', (chunk: Buffer) => {
    said.out += chunk.toString()
    notify()
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    said.err += chunk.toString()
    notify()
  })
  const exitStatus = new Promise<number | null>((resolve) =>
    child.on('close', (status) => {
      resolve(status)
      notify()
    }),
  )
  let isOver = false
  void exitStatus.then(() => (isOver = true))

  return {
    process: child,
    said,
    exitStatus,
    says(pattern) {
      const { promise, resolve, reject } = Promise.withResolvers<RegExpMatchArray>()
      const look = () => {
        const match = pattern.exec(said.out) ?? pattern.exec(said.err)
        if (match) resolve(match)
        else if (isOver) reject(new Error(`It ended without ${pattern}:\n${said.out}${said.err}`))
      }
      listeners.add(look)
      void exitStatus.then(() => look())
      look()
      return promise.finally(() => listeners.delete(look))
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No port')
  return address.port
}
