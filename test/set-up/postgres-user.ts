import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { PostgresConnection } from '../../src/database/postgres-connection.ts'

export interface Start {
  readonly found: boolean
  readonly pid: number
  readonly connection: PostgresConnection
}

/** Another process that uses the embedded PostgreSQL of a folder. */
export interface PostgresUser extends AsyncDisposable {
  /** Rejects with the words of a refusal. */
  readonly started: Promise<Start>
  /** Leaves in peace. */
  leave(): Promise<void>
  /** Sends a signal; after a deadly one, waits for the death. */
  send(signal: 'SIGKILL' | 'SIGSTOP'): Promise<void>
}

export function startPostgresUser(folders: {
  dataDir: string
  publicFolder: string
  uid?: number
  /** A command that runs ours, such as one that takes rights away. */
  through?: readonly string[]
}): PostgresUser {
  const program = path.join(import.meta.dirname, 'postgres-user-program.ts')
  const identity = folders.uid === undefined ? {} : { uid: folders.uid, gid: folders.uid }
  const [command, ...args] = [
    ...(folders.through ?? []),
    process.execPath,
    program,
    folders.dataDir,
    folders.publicFolder,
  ]
  const child = spawn(command, args, { ...identity, stdio: ['pipe', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  const started = firstLine(child.stdout)
  // Tests that kill it early do not ask how it started.
  started.catch(() => undefined)
  const send = async (signal: 'SIGKILL' | 'SIGSTOP') => {
    child.kill(signal)
    if (signal === 'SIGKILL') await gone
  }
  return {
    started,
    send,
    async leave() {
      child.stdin.end()
      await gone
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) await send('SIGKILL')
    },
  }
}

async function firstLine(output: NodeJS.ReadableStream): Promise<Start> {
  for await (const line of createInterface({ input: output })) {
    const said = JSON.parse(line) as Start | { refused: string }
    if ('refused' in said) throw new Error(said.refused)
    return said
  }
  throw new Error('It ended without a word')
}
