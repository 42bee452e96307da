import { setTimeout as pause } from 'node:timers/promises'
import type { CrowdReport, CrowdSetting } from './callers/crowd.ts'
import type { ModelRequest } from './fakes/model-server.ts'
import type { Load } from './figures/bounds.ts'
import type { Window } from './figures/window-figures.ts'
import type { Program } from './processes/start-program.ts'
import { freePort } from './servers/free-port.ts'
import type { MeasuredServer, ServerSetting } from './servers/measured-server.ts'
import {
  account,
  blaming,
  difference,
  gathersWithinMs,
  openFolder,
  startOwn,
} from './window-processes.ts'

export interface WindowParts {
  readonly load: Load
  readonly seconds: number
  readonly warmUpSeconds: number
  readonly startServer: (setting: ServerSetting) => Promise<MeasuredServer>
}

/** Between two questions: with the answer itself a turn takes a little under two seconds. */
const pauseMs = 800

/** One server, in processes that are new each time, under one load: what was seen of it. */
export async function runWindow(parts: WindowParts): Promise<Window> {
  await using cleaning = new AsyncDisposableStack()
  const { path: folder } = cleaning.use(await openFolder())
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
  const server = cleaning.use(
    await parts.startServer({ channel: 'text', modelUrl, carrier: account, folder }),
  )
  const crowd = cleaning.use(startOwn('callers/crowd-process.ts', { name: 'The callers', folder }))
  return await blaming(server, () => measure(parts, { crowd, model, server }))
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
