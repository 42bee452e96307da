import { expect, it } from 'vitest'
import { fullLoad, verdictsOn, type Pair } from './bounds.ts'
import { tableOf } from './table.ts'
import type { WindowFigures } from './window-figures.ts'

const bare: WindowFigures = {
  turns: 100,
  cpuMsPerTurn: 3,
  databaseCpuMsPerTurn: undefined,
  coreUsed: 0.3,
  addedMs: { p50: 1, p99: 10 },
  closedMs: { p50: undefined, p99: undefined },
  rssMb: 200,
  kbPerCall: 700,
  staleTokens: 0,
  leftOpen: 0,
  badTurns: 0,
  lostLines: 0,
}

function loaded(ours: Partial<WindowFigures>): Pair {
  return { load: { calls: fullLoad, interruptEvery: 0 }, bare, ours: { ...bare, ...ours } }
}

function interrupted(ours: Partial<WindowFigures>): Pair {
  const quick = { ...bare, closedMs: { p50: 1, p99: 4 } }
  return { load: { calls: 20, interruptEvery: 2 }, bare: quick, ours: { ...quick, ...ours } }
}

function missed(pairs: readonly Pair[]): string[] {
  return verdictsOn(pairs).flatMap(({ promise, verdict }) => (verdict === 'missed' ? promise : []))
}

it('holds every promise that is kept to its last bit', () => {
  const atTheBound = [
    loaded({ cpuMsPerTurn: 3.9, addedMs: { p50: 2, p99: 15 }, rssMb: 350 }),
    interrupted({ closedMs: { p50: 2, p99: 5 } }),
  ]
  expect(verdictsOn(atTheBound).map(({ verdict }) => verdict)).toEqual(Array(7).fill('met'))
})

it.each([
  ['CPU', loaded({ cpuMsPerTurn: 3.91 })],
  ['Added latency p50', loaded({ addedMs: { p50: 2.01, p99: 10 } })],
  ['Added latency p99', loaded({ addedMs: { p50: 1, p99: 15.1 } })],
  ['Memory', loaded({ rssMb: 351 })],
  ['closed request p50', interrupted({ closedMs: { p50: 2.1, p99: 4 } })],
  ['closed request p99', interrupted({ closedMs: { p50: 1, p99: 5.1 } })],
  ['Words of an interrupted answer', interrupted({ staleTokens: 1 })],
])('says which one is not: %s', (promise, pair) => {
  expect(missed([pair])).toEqual([expect.stringContaining(promise)])
})

it('says of no promise that it is kept where nothing was measured', () => {
  const verdicts = verdictsOn([{ ...loaded({}), load: { calls: 50, interruptEvery: 0 } }])
  expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(new Set(['not measured']))
})

it('shows both servers, how they stand to each other, and what came of the promises', () => {
  const pairs = [loaded({ cpuMsPerTurn: 6 })]
  const table = tableOf(pairs, verdictsOn(pairs))
  expect(table).toMatch(/^bare handler +200 +100 +3\.00/m)
  expect(table).toMatch(/^LegacyAI Voice +200 +100 +6\.00/m)
  expect(table).toMatch(/^ +ours to bare +× 2\.00/m)
  expect(table).toContain('6 ms against 3, 3.90 allowed')
})
