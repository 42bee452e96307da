import type { Pair, Verdict } from './bounds.ts'
import type { Spread, WindowFigures } from './window-figures.ts'

/** What a run has found, for people: a row a server and load, then the promises. */
export function tableOf(pairs: readonly Pair[], verdicts: readonly Verdict[]): string {
  const rows = pairs.flatMap((pair) => [
    rowOf('bare handler', pair, pair.bare),
    rowOf('LegacyAI Voice', pair, pair.ours),
    ratiosOf(pair),
  ])
  const found = verdicts.map(
    ({ found: words, promise, verdict }) => `  ${verdict.padEnd(12)}  ${promise} (${words})`,
  )
  return [...aligned([headings, ...rows]), '', ...found].join('\n')
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

const nothing = '–'

function number(value: number | undefined): string {
  return value === undefined ? nothing : value.toFixed(2)
}

function spread({ p50, p99 }: Spread): string {
  return p50 === undefined ? nothing : `${number(p50)} / ${number(p99)}`
}

function ratio(one: number | undefined, other: number | undefined): string {
  return one === undefined || other === undefined ? nothing : `× ${(one / other).toFixed(2)}`
}

function difference(one: number | undefined, other: number | undefined): string {
  if (one === undefined || other === undefined) return nothing
  return `${one < other ? '−' : '+'}${Math.abs(one - other).toFixed(2)}`
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = headings.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
