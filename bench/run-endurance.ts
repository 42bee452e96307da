import { setTimeout as pause } from 'node:timers/promises'
import type { Endurance } from './figures/speech/endurance.ts'
import type { LoadReport } from './load/speech-load.ts'
import { inSpeechRoom, type SpeechRoom, type StartServer } from './speech-room.ts'

export interface EnduranceParts {
  readonly minutes: number
  readonly warmUpSeconds: number
  readonly startServer: StartServer
  readonly onProgress: (words: string) => void
}

const calls = 20
const betweenSamplesMs = 5_000

/** Callers fall in for minutes, and the server's memory is looked at. */
export function runEndurance(parts: EnduranceParts): Promise<Endurance> {
  const load = { calls, opensAfterMs: 0 }
  return inSpeechRoom({ ...parts, load }, (room) => measure(parts, room))
}

async function measure(
  { minutes, onProgress, warmUpSeconds }: EnduranceParts,
  { gather, load, server }: SpeechRoom,
): Promise<Endurance> {
  await gather()
  await pause(warmUpSeconds * 1000)
  await load.ask('begin')
  const rss: number[] = []
  for (let left = (minutes * 60_000) / betweenSamplesMs; left > 0; left -= 1) {
    await pause(betweenSamplesMs)
    const { rssBytes } = await server.usage()
    rss.push(rssBytes)
    if (rss.length % 12 === 0) onProgress(`${rss.length / 12} min: ${megabytes(rssBytes)} MB`)
  }
  await load.ask('end')
  const { interruptions, lostLines, toCaller, toModel } = await load.ask<LoadReport>('report')
  await load.ask('disperse')
  return {
    calls,
    minutes,
    rss,
    interruptions: interruptions.length,
    lost: toModel.lost + toCaller.lost,
    lostLines: lostLines.length,
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0)
}
