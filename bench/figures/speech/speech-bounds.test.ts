import { expect, it } from 'vitest'
import { fullSpeechLoad, memoryLoad, smallLoad, speechVerdictsOn } from './speech-bounds.ts'
import type { SpeechPair, SpokenLoad } from './speech-bounds.ts'
import type { SpeechFigures } from './speech-figures.ts'
import { speechTableOf } from './speech-table.ts'

const lean: SpeechFigures = {
  cost: {
    cpuSecondsPerCallMinute: 0.05,
    databaseCpuSecondsPerCallMinute: undefined,
    coreUsed: 0.02,
    coreUsedByLoad: 0.2,
    rssMb: 90,
    kbPerCall: 110,
  },
  frames: {
    toModelMs: { p50: 0.1, p99: 1 },
    toCallerMs: { p50: 0.2, p99: 1 },
    lost: 0,
    disordered: 0,
    lateShare: 0,
    loadLateMs: { p50: 0.5, p99: 2 },
  },
  interruptions: {
    interruptions: 400,
    clearedMs: { p50: 0.1, p99: 1 },
    uncleared: 0,
    truncationErrorMs: { p50: 0.5, p99: 2 },
    untold: 0,
    stalePieces: 0,
  },
  trouble: { answers: 400, lostLines: 0, strangePieces: 0, refused: {} },
}

type Changes = { readonly [part in keyof SpeechFigures]?: Partial<SpeechFigures[part]> }

function pair(load: Partial<SpokenLoad>, changes: Changes = {}): SpeechPair {
  const ours = {
    cost: { ...lean.cost, ...changes.cost },
    frames: { ...lean.frames, ...changes.frames },
    interruptions: { ...lean.interruptions, ...changes.interruptions },
    trouble: { ...lean.trouble, ...changes.trouble },
  }
  return { load: { calls: fullSpeechLoad, opensAfterMs: 0, ...load }, lean, ours }
}

const kept = [
  pair({}, { cost: { cpuSecondsPerCallMinute: 0.06 } }),
  pair({ calls: memoryLoad }, { cost: { kbPerCall: 119 } }),
  pair({ calls: smallLoad }, { cost: { coreUsed: 0.049, rssMb: 199 } }),
  pair({ calls: 20, opensAfterMs: 300 }),
]

function missed(pairs: readonly SpeechPair[]): string[] {
  return speechVerdictsOn(pairs).flatMap(({ promise, verdict }) =>
    verdict === 'missed' ? promise : [],
  )
}

it('a speech run that keeps every promise is said to', () => {
  const verdicts = speechVerdictsOn(kept).map(({ verdict }) => verdict)
  expect(verdicts.length).toBeGreaterThan(10)
  expect(new Set(verdicts)).toEqual(new Set(['met']))
})

it.each([
  ['CPU a call-minute', pair({}, { cost: { cpuSecondsPerCallMinute: 0.0601 } })],
  ['Memory that comes with a call', pair({ calls: memoryLoad }, { cost: { kbPerCall: 120 } })],
  ['3 calls: under 5 %', pair({ calls: smallLoad }, { cost: { coreUsed: 0.05 } })],
  ['3 calls: under 200 MB', pair({ calls: smallLoad }, { cost: { rssMb: 200 } })],
  ['caller to model', pair({}, { frames: { toModelMs: { p50: 0.1, p99: 3 } } })],
  ['model to caller', pair({}, { frames: { toCallerMs: { p50: 0.1, p99: 3 } } })],
  ['to clear p50', pair({}, { interruptions: { clearedMs: { p50: 0.3, p99: 1 } } })],
  ['to clear p99', pair({}, { interruptions: { clearedMs: { p50: 0.1, p99: 2 } } })],
  ['was heard, p50', pair({}, { interruptions: { truncationErrorMs: { p50: 2, p99: 3 } } })],
  ['was heard, p99', pair({}, { interruptions: { truncationErrorMs: { p50: 1, p99: 10 } } })],
  ['Frames lost', pair({ calls: 1 }, { frames: { lost: 1 } })],
  ['Frames out of order', pair({ calls: 50 }, { frames: { disordered: 1 } })],
  ['takes 300 ms', pair({ calls: 20, opensAfterMs: 300 }, { frames: { lost: 15 } })],
  ['do not clear', pair({}, { interruptions: { uncleared: 1 } })],
  ['not told', pair({}, { interruptions: { untold: 1 } })],
  ['play on', pair({}, { interruptions: { stalePieces: 1 } })],
])('a speech run says which promise is not kept: %s', (promise, broken) => {
  expect(missed([broken, ...kept])).toContainEqual(expect.stringContaining(promise))
})

it('promises of a speech run about a load that was not there are neither kept nor missed', () => {
  const verdicts = speechVerdictsOn([pair({ calls: 0 })])
  expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(new Set(['not measured']))
})

it('the table of a speech run shows both servers, how they stand to each other, and the promises', () => {
  const pairs = [pair({}, { cost: { cpuSecondsPerCallMinute: 0.1 } }), pair({ calls: 0 })]
  const table = speechTableOf(pairs, speechVerdictsOn(pairs))
  expect(table).toMatch(/^lean relay +200 +0\.050 +2\.0 %/m)
  expect(table).toMatch(/^LegacyAI Voice +200 +0\.100/m)
  expect(table).toMatch(/^ +ours to lean +× 2\.00/m)
  expect(table).toMatch(/^LegacyAI Voice +idle/m)
  expect(table).toContain('0.100 s against 0.050, 0.060 allowed')
})
