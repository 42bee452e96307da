import type { HoldingLimits } from './held-connections.ts'
import { createHeldDoor } from './held-door.ts'
import type { HeldDoor } from './held-door.ts'
import { createSupervisedProcess } from './supervised-process.ts'
import type { SupervisionTimes } from './restart-pauses.ts'
import type { SupervisedProcess } from './supervised-process.ts'

/**
 * Runs the local carrier and the server side by side: the carrier first, because the server is told
 * where it listens. Whatever ends unasked is started again; whatever cannot start ends everything. The
 * server's port is kept here, so that nobody finds it closed while the server starts again.
 */
export function createSupervisor(setting: SupervisorSetting): Supervisor {
  const stopRequest = Promise.withResolvers<undefined>()
  const door = createHeldDoor(setting.door)
  const children = createChildren(setting, door)
  return {
    async run() {
      const failure = await Promise.race([startAll(children), stopRequest.promise])
      const endedOrderly = await stopAll(children, { ...setting, leaveDoor: door.close })
      return failure ?? (endedOrderly ? 0 : 1)
    },
    stop: () => stopRequest.resolve(undefined),
    kill() {
      for (const child of inStoppingOrder(children)) child.kill()
      stopRequest.resolve(undefined)
    },
  }
}

export interface Supervisor {
  /** Resolves when everything has ended, with the exit status to end with. */
  run(): Promise<number>
  /** Asks everything to end. */
  stop(): void
  /** Ends everything by force, now. */
  kill(): void
}

export interface SupervisorSetting {
  /** What each child runs on the same Node: the script and its arguments. */
  readonly programs: {
    readonly carrier: readonly string[]
    readonly server: readonly string[]
    readonly dashboard?: readonly string[]
  }
  readonly environment: NodeJS.ProcessEnv
  /** Only for the carrier: where it finds the server. */
  readonly carrierEnvironment: NodeJS.ProcessEnv
  readonly say: (sentence: string) => void
  readonly stopMs?: StopTimes
  readonly door?: HoldingLimits
  readonly times?: SupervisionTimes
}

export interface StopTimes {
  /** After so long a program is ended by force. The server's is longer than it gives its calls. */
  readonly server: number
  readonly others: number
  /** After so long it is said that it takes its time. */
  readonly quiet: number
}

const usualStopMs: StopTimes = { server: 40_000, others: 2000, quiet: 1000 }

interface Children {
  readonly carrier: SupervisedProcess
  readonly server: SupervisedProcess
  readonly dashboard: SupervisedProcess | undefined
}

function createChildren(setting: SupervisorSetting, door: HeldDoor): Children {
  const { programs, environment, carrierEnvironment, say, times } = setting
  // Chosen by the system the first time and kept, because the server is told only once.
  let carrierPort = 0
  const shared = { say, ...(times && { times }) }
  return {
    carrier: createSupervisedProcess({
      ...shared,
      name: 'local carrier',
      program: programs.carrier,
      environment: () => ({
        ...environment,
        ...carrierEnvironment,
        LOCAL_CARRIER_PORT: `${carrierPort}`,
      }),
      isReady(message) {
        const port = listeningPort(message)
        carrierPort = port ?? carrierPort
        return port !== undefined
      },
    }),
    server: createSupervisedProcess({
      ...shared,
      name: 'server',
      program: programs.server,
      environment: () => ({
        ...environment,
        LOCAL_CARRIER_URL: `http://127.0.0.1:${carrierPort}`,
      }),
      onStart: (program) => door.serveBy(program),
      isReady: (message) => typeOf(message) === 'server-listening',
    }),
    dashboard:
      programs.dashboard &&
      createSupervisedProcess({
        ...shared,
        name: 'dashboard builder',
        program: programs.dashboard,
        environment: () => environment,
        isReady: (message) => typeOf(message) === 'dashboard-watching',
      }),
  }
}

/** Resolves only when something could not start, with its exit status. */
async function startAll({ carrier, server, dashboard }: Children): Promise<number> {
  const carrierFailure = await carrier.start()
  if (carrierFailure !== undefined) return carrierFailure
  const failures = [server, dashboard].map(async (child) => (await child?.start()) ?? forever())
  return Promise.race(failures)
}

/** The server ends while the carrier still holds its calls, so that it can end them properly. */
async function stopAll(
  children: Children,
  { stopMs = usualStopMs, say, leaveDoor }: SupervisorSetting & { leaveDoor: () => void },
): Promise<boolean> {
  const { server, others, quiet } = stopMs
  const patience = setTimeout(say, quiet, stillEnding)
  let endedOrderly = true
  for (const child of inStoppingOrder(children)) {
    const ending = await child.stop(child === children.server ? server : others)
    if (ending === 'killed') {
      endedOrderly = false
      say(`The ${child.name} was ended by force.`)
    }
    // The carrier still tells of the ends of calls, and waits for answers that nobody gives any more.
    if (child === children.server) leaveDoor()
  }
  clearTimeout(patience)
  return endedOrderly
}

const stillEnding =
  'Still ending: calls that are going on are ended first. A second Ctrl-C ends everything at once.'

function inStoppingOrder({ server, carrier, dashboard }: Children): SupervisedProcess[] {
  return [server, carrier, dashboard].filter((child) => child !== undefined)
}

function forever(): Promise<never> {
  return new Promise(() => undefined)
}

function listeningPort(message: unknown): number | undefined {
  if (typeOf(message) !== 'carrier-listening') return undefined
  return isObject(message) && typeof message['port'] === 'number' ? message['port'] : undefined
}

function typeOf(message: unknown): unknown {
  return isObject(message) ? message['type'] : undefined
}

function isObject(message: unknown): message is Record<string, unknown> {
  return typeof message === 'object' && message !== null
}
