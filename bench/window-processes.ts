import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startProgram, type Program } from './processes/start-program.ts'
import type { CarrierAccount, MeasuredServer } from './servers/measured-server.ts'
import { fileOfBench, systemEnvironment } from './servers/program-setting.ts'

/** The account that all callers call with. */
export const account: CarrierAccount = {
  accountSid: `AC${'a'.repeat(32)}`,
  authToken: 'b'.repeat(32),
}

/** A folder for one measurement, gone with it. */
export async function openFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'legacyai-bench-'))
  // The embedded database runs as another user when this is root, and has to get through.
  await chmod(folder, 0o711)
  return {
    path: folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** A process of our own by its file in this folder. */
export function startOwn(
  file: string,
  { args = [], folder, name }: { args?: readonly string[]; folder: string; name: string },
): Program {
  return startProgram({
    name,
    args: [fileOfBench(file), ...args],
    cwd: folder,
    env: systemEnvironment,
    logFile: path.join(folder, `${path.basename(file)}.log`),
  })
}

/** @throws {Error} what failed, with the last words of the server that was measured. */
export async function blaming<T>(server: MeasuredServer, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new Error(`A measurement failed; the server's last words:\n${server.lastWords()}`, {
      cause: error,
    })
  }
}

/** How long calls may take to be put through, all together. */
export const gathersWithinMs = 60_000

export function difference(
  after: number | undefined,
  before: number | undefined,
): number | undefined {
  return after === undefined || before === undefined ? undefined : after - before
}
