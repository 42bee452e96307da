import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServerOrders, ServerRequest } from './server-orders.ts'

/**
 * A server process whose listening socket outlives it: what connects while there is no process waits for the next
 * one. Whatever ends it, it is started again.
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
  ask(request: ServerRequest): void
  /** From the next start on. */
  orders: ServerOrders
  /** No process is started any more when this one ends. */
  isLast: boolean
  /** How many processes have ended. */
  readonly deaths: number
}

const program = join(import.meta.dirname, 'server-program.ts')
/** Many processes start with the same code. */
const compiled = join(tmpdir(), 'legacyai-survival-compiled')

export async function startHeldServer(orders: ServerOrders): Promise<HeldServer> {
  const waiting: Socket[] = []
  let child: ChildProcess | undefined
  let isAnswering = Promise.withResolvers<void>()
  let gone = Promise.resolve<unknown>(undefined)

  const door = createServer({ pauseOnConnect: true }, (socket) => {
    // A caller may be gone before there is a server.
    socket.on('error', () => undefined)
    waiting.push(socket)
    passOn()
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const { port } = door.address() as AddressInfo
  const held: HeldServer = {
    url: `http://127.0.0.1:${port}`,
    orders,
    isLast: false,
    deaths: 0,
    answering: () => isAnswering.promise,
    async kill() {
      child?.kill('SIGKILL')
      await gone
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    ask: (request) => void child?.send(request),
    async [Symbol.asyncDispose]() {
      held.isLast = true
      child?.kill('SIGKILL')
      await gone
      for (const socket of waiting) socket.destroy()
      door.close()
    },
  }
  let isThere = false

  function passOn(): void {
    if (!isThere || child?.connected !== true) return
    for (const socket of waiting.splice(0)) {
      const request: ServerRequest = { type: 'connection' }
      child.send(request, socket, () => undefined)
    }
  }

  function start(): void {
    const { NODE_OPTIONS: _, ...inherited } = process.env
    const started = fork(program, [], {
      env: { ...inherited, NODE_COMPILE_CACHE: compiled, ORDERS: JSON.stringify(held.orders) },
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child = started
    started.on('error', () => undefined)
    started.on('message', (message) => {
      if (message !== 'ready') return
      isThere = true
      isAnswering.resolve()
      passOn()
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
