import { aligned, difference, linesOf, number, ratio, spread } from './cells.ts'
import type { Pair } from './bounds.ts'
import type { Verdict } from './promises.ts'
import type { WindowFigures } from './window-figures.ts'

/** What a run has found, for people: a row a server and load, then the promises. */
export function tableOf(pairs: readonly Pair[], verdicts: readonly Verdict[]): string {
  const rows = pairs.flatMap((pair) => [
    rowOf('bare handler', pair, pair.bare),
    rowOf('LegacyAI Voice', pair, pair.ours),
    ratiosOf(pair),
  ])
  return [...aligned([headings, ...rows]), '', ...linesOf(verdicts)].join('\n')
}

const headings = [
  'server',
  'calls',
  'turns',
  'CPU-ms/turn',
  'core used',
  'DB CPU-ms/turn',
  'added p50 / p99 ms',
  'RSS MB (KB/call)',
  'interrupt→closed p50 / p99 ms',
  'stale',
  'left open',
  'bad',
  'lost',
]

function rowOf(name: string, { load }: Pair, figures: WindowFigures): string[] {
  const { calls, interruptEvery } = load
  return [
    name,
    interruptEvery > 0 ? `${calls}, interrupting` : String(calls),
    String(figures.turns),
    number(figures.cpuMsPerTurn),
    `${(figures.coreUsed * 100).toFixed(0)} %`,
    number(figures.databaseCpuMsPerTurn),
    spread(figures.addedMs),
    `${figures.rssMb.toFixed(0)} (${figures.kbPerCall.toFixed(0)})`,
    spread(figures.closedMs),
    String(figures.staleTokens),
    String(figures.leftOpen),
    String(figures.badTurns),
    String(figures.lostLines),
  ]
}

/** How ours stands to the bare handler: times where it is work, more where it is time or room. */
function ratiosOf({ bare, ours }: Pair): string[] {
  const p50 = difference(ours.addedMs.p50, bare.addedMs.p50)
  const p99 = ratio(ours.addedMs.p99, bare.addedMs.p99)
  return [
    '  ours to bare',
    '',
    '',
    ratio(ours.cpuMsPerTurn, bare.cpuMsPerTurn),
    '',
    '',
    `${p50} / ${p99}`,
    difference(ours.rssMb, bare.rssMb),
    `${difference(ours.closedMs.p50, bare.closedMs.p50)} / ${difference(ours.closedMs.p99, bare.closedMs.p99)}`,
    '',
    '',
    '',
    '',
  ]
}
