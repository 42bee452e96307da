import { aligned, difference, linesOf, number, ratio, share, spread } from '../cells.ts'
import type { Verdict } from '../promises.ts'
import type { SpeechPair, SpokenLoad } from './speech-bounds.ts'
import type { SpeechFigures } from './speech-figures.ts'

/** What a run has found, for people: a row a server and load, then the promises. */
export function speechTableOf(pairs: readonly SpeechPair[], verdicts: readonly Verdict[]): string {
  const rows = pairs.flatMap((pair) => [
    rowOf('lean relay', pair.load, pair.lean),
    rowOf('LegacyAI Voice', pair.load, pair.ours),
    ratiosOf(pair),
  ])
  const table = rows.length > 0 ? [...aligned([headings, ...rows]), ''] : []
  return [...table, ...linesOf(verdicts)].join('\n')
}

const headings = [
  'server',
  'calls',
  'CPU-s/call-min',
  'core used',
  'DB CPU-s/call-min',
  'RSS MB (KB/call)',
  'caller→model p50 / p99 ms',
  'model→caller p50 / p99 ms',
  'interrupt→clear p50 / p99 ms',
  'uncleared',
  'heard off by p50 / p99 ms',
  'untold',
  'stale',
  'lost',
  'disordered',
  '> 20 ms',
  'load late p99 ms',
]

function rowOf(name: string, load: SpokenLoad, figures: SpeechFigures): string[] {
  const { cost, frames, interruptions } = figures
  return [
    name,
    nameOf(load),
    number(cost.cpuSecondsPerCallMinute, 3),
    share(cost.coreUsed, 1),
    number(cost.databaseCpuSecondsPerCallMinute, 3),
    `${number(cost.rssMb, 0)} (${number(cost.kbPerCall, 0)})`,
    spread(frames.toModelMs),
    spread(frames.toCallerMs),
    spread(interruptions.clearedMs),
    `${interruptions.uncleared} of ${interruptions.interruptions}`,
    spread(interruptions.truncationErrorMs),
    String(interruptions.untold),
    String(interruptions.stalePieces),
    String(frames.lost),
    String(frames.disordered),
    share(frames.lateShare, 2),
    number(frames.loadLateMs.p99),
  ]
}

function nameOf({ calls, opensAfterMs }: SpokenLoad): string {
  if (calls === 0) return 'idle'
  return opensAfterMs === 0 ? String(calls) : `${calls}, model opens in ${opensAfterMs} ms`
}

/** How ours stands to the lean relay: times where it is work, more where it is time or room. */
function ratiosOf({ lean, ours }: SpeechPair): string[] {
  const cost = ratio(ours.cost.cpuSecondsPerCallMinute, lean.cost.cpuSecondsPerCallMinute)
  const rss = difference(ours.cost.rssMb, lean.cost.rssMb)
  return ['  ours to lean', '', cost, '', '', rss, ...Array.from({ length: 11 }, () => '')]
}
