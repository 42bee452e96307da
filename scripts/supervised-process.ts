import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createRestartPauses } from './restart-pauses.ts'
import type { SupervisionTimes } from './restart-pauses.ts'

/** Keeps one program running: it is started again whenever it ends unasked. */
export function createSupervisedProcess(setting: SupervisedProcessSetting): SupervisedProcess {
  const { name, say } = setting
  const firstStart = Promise.withResolvers<number | undefined>()
  const gone = Promise.withResolvers<void>()
  const restartPauses = createRestartPauses(setting.times ?? defaultTimes)
  let child: ChildProcess | undefined
  let restart: NodeJS.Timeout | undefined
  let wasReady = false
  let stopping: 'no' | 'asked' | 'forced' = 'no'

  const launch = (): void => {
    restartPauses.started()
    child = spawnProgram(setting)
    setting.onStart?.(child)
    child.on('message', (message) => {
      if (!setting.isReady(message)) return
      if (wasReady) say(`The ${name} is back.`)
      wasReady = true
      firstStart.resolve(undefined)
    })
    onceEnded(child, ended)
  }
  const ended = ({ exitStatus, words }: Ending): void => {
    child = undefined
    if (stopping !== 'no') return gone.resolve()
    // A program that gives up before it was ever ready said why; a second try would say the same.
    if (!wasReady && exitStatus !== undefined) return firstStart.resolve(exitStatus || 1)
    const pauseMs = restartPauses.ended()
    const when = pauseMs < 1000 ? '' : ` in ${pauseMs / 1000} seconds`
    say(`The ${name} ended unexpectedly (${words}); starting it again${when}.`)
    restart = setTimeout(launch, pauseMs)
  }
  const kill = (): void => {
    clearTimeout(restart)
    stopping = child === undefined ? 'asked' : 'forced'
    child?.kill('SIGKILL')
  }
  const stop = async (deadlineMs: number): Promise<'ended' | 'killed'> => {
    if (stopping === 'no') stopping = 'asked'
    clearTimeout(restart)
    if (child !== undefined) {
      child.kill('SIGTERM')
      const deadline = setTimeout(kill, deadlineMs)
      await gone.promise
      clearTimeout(deadline)
    }
    return stopping === 'forced' ? 'killed' : 'ended'
  }
  const start = (): Promise<number | undefined> => {
    if (stopping === 'no') launch()
    return firstStart.promise
  }
  return { name, start, stop, kill }
}

export interface SupervisedProcess {
  readonly name: string
  /** Resolves once: when it is ready for the first time, or with its exit status when it gave up before. */
  start(): Promise<number | undefined>
  /** Asks it to end, and ends it by force at the deadline. Resolves when it is gone. */
  stop(deadlineMs: number): Promise<'ended' | 'killed'>
  /** Ends it by force, now. */
  kill(): void
}

export interface SupervisedProcessSetting {
  readonly name: string
  readonly program: readonly string[]
  /** Asked at each start. */
  readonly environment: () => NodeJS.ProcessEnv
  /** Told of each process that runs the program, at once. */
  readonly onStart?: (child: ChildProcess) => void
  /** Whether a message of the program says that it is ready. */
  readonly isReady: (message: unknown) => boolean
  readonly say: (sentence: string) => void
  readonly times?: SupervisionTimes
}

const defaultTimes: SupervisionTimes = {
  quickMs: 10_000,
  pausesMs: [0, 250, 500, 1000, 2000, 5000],
}

interface Ending {
  /** Unknown when a signal ended it. */
  readonly exitStatus: number | undefined
  readonly words: string
}

function spawnProgram({ program, environment }: SupervisedProcessSetting): ChildProcess {
  return spawn(process.execPath, [...program], {
    env: environment(),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Away from the terminal's Ctrl-C: it is the supervisor that says when and in which order.
    detached: true,
  })
}

function onceEnded(child: ChildProcess, ended: (ending: Ending) => void): void {
  child.once('error', (error) => {
    // Without a process there is no exit; with one, the error was about a signal or a message.
    if (child.pid === undefined) ended({ exitStatus: 1, words: error.message })
  })
  child.once('exit', (code, signal) =>
    ended(
      code === null
        ? { exitStatus: undefined, words: `by ${signal ?? 'an unknown signal'}` }
        : { exitStatus: code, words: `exit status ${code}` },
    ),
  )
}
