import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { CrowdReport, CrowdSetting } from './callers/crowd.ts'
import type { ModelRequest } from './fakes/model-server.ts'
import type { Load } from './figures/bounds.ts'
import type { Window } from './figures/window-figures.ts'
import { startProgram, type Program } from './processes/start-program.ts'
import { freePort } from './servers/free-port.ts'
import type { CarrierAccount, MeasuredServer, ServerSetting } from './servers/measured-server.ts'
import { fileOfBench, systemEnvironment } from './servers/program-setting.ts'

export interface WindowParts {
  readonly load: Load
  readonly seconds: number
  readonly warmUpSeconds: number
  readonly startServer: (setting: ServerSetting) => Promise<MeasuredServer>
}

const account: CarrierAccount = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'b'.repeat(32) }
/** Between two questions: with the answer itself a turn takes a little under two seconds. */
const pauseMs = 800
const gathersWithinMs = 60_000

/** One server, in processes that are new each time, under one load: what was seen of it. */
export async function runWindow(parts: WindowParts): Promise<Window> {
  const folder = await mkdtemp(path.join(tmpdir(), 'legacyai-bench-'))
  // The embedded database runs as another user when this is root, and has to get through.
  await chmod(folder, 0o711)
  await using cleaning = new AsyncDisposableStack()
  cleaning.defer(() => rm(folder, { recursive: true, force: true }))
  const modelPort = await freePort()
  const model = cleaning.use(
    startOwn('fakes/model-process.ts', {
      name: 'The fake model',
      folder,
      args: [String(modelPort)],
    }),
  )
  await model.ask('usage')
  const modelUrl = `http://127.0.0.1:${modelPort}`
  const server = cleaning.use(await parts.startServer({ modelUrl, carrier: account, folder }))
  const crowd = cleaning.use(
    startOwn('callers/crowd-process.ts', { name: 'The callers', folder, args: [] }),
  )
  try {
    return await measure(parts, { crowd, model, server })
  } catch (error) {
    throw new Error(`A measurement failed; the server's last words:\n${server.lastWords()}`, {
      cause: error,
    })
  }
}

interface Running {
  readonly crowd: Program
  readonly model: Program
  readonly server: MeasuredServer
}

async function measure(parts: WindowParts, { crowd, model, server }: Running): Promise<Window> {
  const { load, seconds, warmUpSeconds } = parts
  const { calls, interruptEvery } = load
  const idle = await server.usage()
  const setting: CrowdSetting = {
    serverUrl: server.url,
    account,
    calls,
    manner: { interruptEvery, pauseMs },
  }
  await crowd.ask('gather', setting, { withinMs: gathersWithinMs })
  await pause(warmUpSeconds * 1000)
  await crowd.ask('begin')
  const databaseBefore = server.databaseCpuMs()
  const before = await server.usage()
  await pause(seconds * 1000)
  const after = await server.usage()
  const databaseAfter = server.databaseCpuMs()
  const report = await crowd.ask<CrowdReport>('report')
  await crowd.ask('disperse')
  // Its own note of a request that was just closed comes a moment after the caller's.
  await pause(settlesWithinMs)
  const requests = await model.ask<ModelRequest[]>('take-requests')
  return {
    calls,
    crowd: report,
    requests,
    seconds,
    idle,
    before,
    after,
    databaseCpuMs: difference(databaseAfter, databaseBefore),
  }
}

const settlesWithinMs = 200

function difference(after: number | undefined, before: number | undefined): number | undefined {
  return after === undefined || before === undefined ? undefined : after - before
}

function startOwn(
  file: string,
  { args, folder, name }: { args: readonly string[]; folder: string; name: string },
): Program {
  return startProgram({
    name,
    args: [fileOfBench(file), ...args],
    cwd: folder,
    env: systemEnvironment,
    logFile: path.join(folder, `${path.basename(file)}.log`),
  })
}
