import { overload, searchCapacity, type Capacity } from './figures/speech/capacity.ts'
import type { Endurance } from './figures/speech/endurance.ts'
import { smallLoad, type SpeechPair, type SpokenLoad } from './figures/speech/speech-bounds.ts'
import {
  middleOfSpeech,
  speechFiguresOf,
  type SpeechFigures,
} from './figures/speech/speech-figures.ts'
import type { BenchOptions } from './options.ts'
import { runEndurance } from './run-endurance.ts'
import { runSpeechWindow } from './run-speech-window.ts'
import type { StartServer } from './speech-room.ts'

export interface SpeechBenchParts {
  readonly options: BenchOptions
  readonly startOurs: StartServer
  readonly startLean: StartServer
  readonly onProgress: (words: string) => void
}

export interface SpeechFindings {
  readonly pairs: readonly SpeechPair[]
  /** Where they were asked for. */
  readonly capacity: { readonly ours: Capacity; readonly lean: Capacity } | undefined
  readonly endurance: Endurance | undefined
}

const servers = { lean: 'lean relay', ours: 'LegacyAI Voice' } as const
type ServerName = keyof typeof servers

/** The two servers under every load of speech, in turn: whatever else the machine does meets both. */
export async function runSpeechBench(parts: SpeechBenchParts): Promise<SpeechFindings> {
  const { minutes, search } = parts.options
  const pairs: SpeechPair[] = []
  for (const load of loadsOf(parts.options)) pairs.push(await runPair(parts, load))
  return {
    pairs,
    capacity: search
      ? { lean: await capacityOf(parts, 'lean'), ours: await capacityOf(parts, 'ours') }
      : undefined,
    endurance:
      minutes === 0
        ? undefined
        : await runEndurance({
            minutes,
            warmUpSeconds: parts.options.warmUpSeconds.speech,
            startServer: parts.startOurs,
            onProgress: parts.onProgress,
          }),
  }
}

/** The row of a few calls says something beside that of none. */
function loadsOf({ calls, slowModel }: BenchOptions): SpokenLoad[] {
  const speaking = calls.speech.filter((count) => count > 0)
  const idle = speaking.includes(smallLoad) ? [0] : []
  return [
    ...[...idle, ...speaking].map((count) => ({ calls: count, opensAfterMs: 0 })),
    ...(slowModel > 0 ? [{ calls: slowModel, opensAfterMs: slowlyMs }] : []),
  ]
}

const slowlyMs = 300

async function runPair(parts: SpeechBenchParts, load: SpokenLoad): Promise<SpeechPair> {
  const { runs } = parts.options
  const found: Record<ServerName, SpeechFigures[]> = { lean: [], ours: [] }
  for (let run = 1; run <= runs; run += 1) {
    for (const server of ['lean', 'ours'] as const) {
      const figures = await runOne(parts, server, load)
      found[server].push(figures)
      parts.onProgress(
        `${wordsOf(load)}, run ${run} of ${runs}, ${servers[server]}: ${inShort(figures)}`,
      )
    }
  }
  return { load, ours: middleOfSpeech(found.ours), lean: middleOfSpeech(found.lean) }
}

async function runOne(
  { options, startLean, startOurs }: SpeechBenchParts,
  server: ServerName,
  load: SpokenLoad,
): Promise<SpeechFigures> {
  const startServer = server === 'ours' ? startOurs : startLean
  const { seconds, warmUpSeconds } = options
  const parts = { load, seconds, warmUpSeconds: warmUpSeconds.speech, startServer }
  return speechFiguresOf(await runSpeechWindow(parts))
}

function wordsOf({ calls, opensAfterMs }: SpokenLoad): string {
  return opensAfterMs > 0 ? `${calls} calls, a slow model` : `${calls} calls`
}

function inShort({ cost, frames }: SpeechFigures): string {
  const cpu = cost.cpuSecondsPerCallMinute?.toFixed(3) ?? '?'
  return `${cpu} CPU-s a call-minute, ${frames.lost} frames lost`
}

const searchSteps = { first: 100, most: 1_600, step: 20 }

function capacityOf(parts: SpeechBenchParts, server: ServerName): Promise<Capacity> {
  return searchCapacity(async (calls) => {
    const wrong = overload(await runOne(parts, server, { calls, opensAfterMs: 0 }))
    parts.onProgress(`search, ${servers[server]}: ${calls} calls, ${wrong ?? 'nothing wrong'}`)
    return wrong
  }, searchSteps)
}
