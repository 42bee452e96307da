import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import type { Duplex } from 'node:stream'
import { openLineChannel } from './line-channel.ts'
import { within } from './within.ts'

/** A process that belongs to the measurement and ends with it. */
export interface Program extends AsyncDisposable {
  readonly pid: number
  readonly hasEnded: boolean
  /** The end of its log. */
  lastWords(): string
  /** @throws {Error} when it cannot, does not within the time, or has ended. */
  ask<T>(what: string, given?: unknown, limit?: { withinMs: number }): Promise<T>
}

export interface ProgramParts {
  readonly name: string
  /** The arguments of Node. */
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where its words go; read again only when it fails. */
  readonly logFile: string
}

interface Reply {
  readonly id: number
  readonly answer?: unknown
  readonly failure?: string
}

const usualWaitMs = 10_000
const stopsWithinMs = 20_000

export function startProgram(parts: ProgramParts): Program {
  const log = openSync(parts.logFile, 'w', 0o600)
  const child = spawn(process.execPath, [...parts.args], {
    cwd: parts.cwd,
    env: parts.env,
    stdio: ['ignore', 'ignore', log, 'pipe'],
  })
  closeSync(log)
  return new RunningProgram(parts, child)
}

class RunningProgram implements Program {
  readonly pid: number
  readonly #parts: ProgramParts
  readonly #child: ChildProcess
  readonly #exited: Promise<unknown>
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  readonly #send: (message: unknown) => void
  #asked = 0

  constructor(parts: ProgramParts, child: ChildProcess) {
    this.#parts = parts
    this.#child = child
    this.pid = child.pid ?? 0
    this.#exited = once(child, 'exit').catch(() => undefined)
    // The fourth of its streams is the pipe that was asked for.
    const channel = openLineChannel(child.stdio[3] as Duplex, {
      onMessage: (message) => this.#replied(message as Reply),
      onClosed: () => this.#ended(),
    })
    this.#send = (message) => channel.send(message)
  }

  lastWords(): string {
    return readFileSync(this.#parts.logFile, 'utf8').slice(-2_000)
  }

  async ask<T>(what: string, given?: unknown, { withinMs } = { withinMs: usualWaitMs }) {
    const id = (this.#asked += 1)
    const reply = Promise.withResolvers<unknown>()
    this.#waiting.set(id, reply)
    // Whoever gave up waiting hears nothing of a later end.
    reply.promise.catch(() => undefined)
    if (this.hasEnded) this.#ended()
    this.#send({ id, ask: what, given })
    const said = `${this.#parts.name}, asked for ${what},`
    // Who answers is a file of this folder, which says what it answers.
    return (await within(reply.promise, { withinMs, what: said })) as T
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.hasEnded) this.#child.kill()
    const what = `${this.#parts.name}, told to stop,`
    await within(this.#exited, { withinMs: stopsWithinMs, what }).catch((error: unknown) => {
      this.#child.kill('SIGKILL')
      throw error
    })
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  #replied({ id, answer, failure }: Reply): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (failure === undefined) waiting?.resolve(answer)
    else waiting?.reject(new Error(`${this.#parts.name}: ${failure}`))
  }

  #ended(): void {
    const { name } = this.#parts
    const words = this.lastWords()
    for (const { reject } of this.#waiting.values())
      reject(new Error(`${name} has ended:\n${words}`))
    this.#waiting.clear()
  }
}
