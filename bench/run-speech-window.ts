import { setTimeout as pause } from 'node:timers/promises'
import type { SpokenLoad } from './figures/speech/speech-bounds.ts'
import type { SpeechWindow } from './figures/speech/speech-window.ts'
import type { LoadReport } from './load/speech-load.ts'
import type { Usage } from './processes/usage.ts'
import { inSpeechRoom, type SpeechRoom, type StartServer } from './speech-room.ts'
import { difference } from './window-processes.ts'

export interface SpeechWindowParts {
  readonly load: SpokenLoad
  readonly seconds: number
  readonly warmUpSeconds: number
  readonly startServer: StartServer
}

/** One server, in processes that are new each time, under one load of speech: what was seen of it. */
export function runSpeechWindow(parts: SpeechWindowParts): Promise<SpeechWindow> {
  return inSpeechRoom(parts, (room) => measure(parts, room))
}

async function measure(
  { load: { calls }, seconds, warmUpSeconds }: SpeechWindowParts,
  { gather, load, server }: SpeechRoom,
): Promise<SpeechWindow> {
  const idle = await server.usage()
  await gather()
  await pause(warmUpSeconds * 1000)
  await load.ask('begin')
  const loadBefore = await load.ask<Usage>('usage')
  const databaseBefore = server.databaseCpuMs()
  const before = await server.usage()
  await pause(seconds * 1000)
  const after = await server.usage()
  const databaseAfter = server.databaseCpuMs()
  const loadAfter = await load.ask<Usage>('usage')
  await load.ask('end')
  const report = await load.ask<LoadReport>('report')
  await load.ask('disperse')
  return {
    calls,
    seconds,
    report,
    idle,
    before,
    after,
    databaseCpuMs: difference(databaseAfter, databaseBefore),
    loadCpuMs: loadAfter.cpuMs - loadBefore.cpuMs,
  }
}
