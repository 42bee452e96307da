import type { Load, Pair } from './figures/bounds.ts'
import { middleOf } from './figures/row-figures.ts'
import { figuresOf, type WindowFigures } from './figures/window-figures.ts'
import type { BenchOptions } from './options.ts'
import { runWindow } from './run-window.ts'
import type { MeasuredServer, ServerSetting } from './servers/measured-server.ts'

export interface BenchParts {
  readonly options: BenchOptions
  readonly startOurs: (setting: ServerSetting) => Promise<MeasuredServer>
  readonly startBare: (setting: ServerSetting) => Promise<MeasuredServer>
  readonly onProgress: (words: string) => void
}

/** The two servers under every load, in turn: whatever else the machine does meets both. */
export async function runBench(parts: BenchParts): Promise<Pair[]> {
  const { calls: callsOf, interrupting } = parts.options
  const loads: Load[] = [
    ...callsOf.text.map((calls) => ({ calls, interruptEvery: 0 })),
    // By themselves, so that their shorter answers are in no other figure.
    { calls: interrupting, interruptEvery: 2 },
  ]
  const pairs: Pair[] = []
  for (const load of loads.filter(({ calls }) => calls > 0)) pairs.push(await runPair(parts, load))
  return pairs
}

async function runPair(parts: BenchParts, load: Load): Promise<Pair> {
  const { options, startBare, startOurs } = parts
  const ours: WindowFigures[] = []
  const bare: WindowFigures[] = []
  for (let run = 1; run <= options.runs; run += 1) {
    bare.push(await runOne(parts, { load, run, name: 'bare handler', startServer: startBare }))
    ours.push(await runOne(parts, { load, run, name: 'LegacyAI Voice', startServer: startOurs }))
  }
  return { load, ours: middleOf(ours), bare: middleOf(bare) }
}

interface OneRun {
  readonly load: Load
  readonly run: number
  readonly name: string
  readonly startServer: (setting: ServerSetting) => Promise<MeasuredServer>
}

async function runOne(
  { onProgress, options }: BenchParts,
  { load, name, run, startServer }: OneRun,
): Promise<WindowFigures> {
  const { calls, interruptEvery } = load
  const { seconds } = options
  const warmUpSeconds = options.warmUpSeconds.text
  const figures = figuresOf(await runWindow({ load, seconds, warmUpSeconds, startServer }))
  const kind = interruptEvery > 0 ? 'interrupting calls' : 'calls'
  const cpu = figures.cpuMsPerTurn?.toFixed(2) ?? '?'
  onProgress(
    `${calls} ${kind}, run ${run} of ${options.runs}, ${name}: ${figures.turns} turns, ${cpu} CPU-ms each`,
  )
  return figures
}
