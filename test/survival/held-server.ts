import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createHeldDoor } from '../../scripts/held-door.ts'
import type { ServerOrders, ServerRequest } from './server-orders.ts'

/**
 * A server process behind the door of its parent, as the supervisor keeps it: what connects while there is no
 * process waits for the next one. Whatever ends it, it is started again, until it is told to be the last.
 */
export interface HeldServer extends AsyncDisposable {
  readonly url: string
  /** Resolves when a process answers: at once, or when the next one has started. */
  answering(): Promise<void>
  /** `kill -9`, and resolves when the process is gone. */
  kill(): Promise<void>
  /** The process stops in the middle of what it does, as on a machine that is suspended, and goes on later. */
  freeze(): void
  thaw(): void
  /** SIGTERM, as from whoever deploys. */
  stop(): void
  ask(request: ServerRequest): void
  /** No process is started any more when this one ends. */
  isLast: boolean
  /** How many processes have ended. */
  readonly deaths: number
}

const program = join(import.meta.dirname, 'server-program.ts')
const quickImports = join(import.meta.dirname, '../../scripts/quick-imports.ts')

export async function startHeldServer(orders: Omit<ServerOrders, 'port'>): Promise<HeldServer> {
  const door = createHeldDoor()
  const port = await freePort()
  const environment = environmentFor({ ...orders, port })
  let child: ChildProcess | undefined
  let isThere = false
  let isAnswering = Promise.withResolvers<void>()
  let gone = Promise.resolve<unknown>(undefined)
  const held: HeldServer = {
    url: `http://127.0.0.1:${port}`,
    isLast: false,
    deaths: 0,
    answering: () => isAnswering.promise,
    async kill() {
      child?.kill('SIGKILL')
      await gone
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    stop: () => void child?.kill('SIGTERM'),
    ask: (request) => void child?.send(request),
    async [Symbol.asyncDispose]() {
      held.isLast = true
      child?.kill('SIGKILL')
      await gone
      door.close()
    },
  }

  function start(): void {
    const started = fork(program, ['--behind-door'], {
      env: environment,
      execArgv: ['--import', quickImports],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child = started
    door.serveBy(started)
    started.on('error', () => undefined)
    started.on('message', (message) => {
      if (message !== 'ready') return
      isThere = true
      isAnswering.resolve()
    })
    gone = once(started, 'exit').then(([status]) => ended(status))
  }

  function ended(status: unknown): void {
    Object.assign(held, { deaths: held.deaths + 1 })
    // What cannot start says why on standard error, and would say it again.
    if (status === 1 && !isThere) return isAnswering.reject(new Error('The server cannot start'))
    if (isThere) isAnswering = Promise.withResolvers()
    isThere = false
    if (!held.isLast) start()
  }

  start()
  await held.answering()
  return held
}

function environmentFor(orders: ServerOrders): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...inherited } = process.env
  return { ...inherited, ORDERS: JSON.stringify(orders) }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
