import type { WindowFigures } from './window-figures.ts'

/** A promise about our server beside the bare handler, and whether this run kept it. */
export interface Verdict {
  readonly promise: string
  readonly verdict: 'met' | 'missed' | 'not measured'
  /** In words, with the figures. */
  readonly found: string
}

/** Both servers under the same load. */
export interface Pair {
  readonly load: Load
  readonly ours: WindowFigures
  readonly bare: WindowFigures
}

export interface Load {
  readonly calls: number
  /** Each so-many-eth answer is interrupted; 0: none. */
  readonly interruptEvery: number
}

/** Where the promises about load hold. */
export const fullLoad = 200

interface Promised {
  readonly promise: string
  readonly of: (load: Load) => boolean
  readonly ours: (figures: WindowFigures) => number | undefined
  /** The most that ours may be, beside what the bare handler came to. */
  readonly most: (bare: number) => number
  readonly unit: string
}

const underFullLoad = ({ calls, interruptEvery }: Load) =>
  calls === fullLoad && interruptEvery === 0
const whenInterrupted = ({ interruptEvery }: Load) => interruptEvery > 0

const promises: readonly Promised[] = [
  {
    promise: `CPU a turn at ${fullLoad} calls: at most 1.3 × the bare handler`,
    of: underFullLoad,
    ours: ({ cpuMsPerTurn }) => cpuMsPerTurn,
    most: (bare) => bare * 1.3,
    unit: 'ms',
  },
  {
    promise: `Added latency p50 at ${fullLoad} calls: at most 1 ms above the bare handler`,
    of: underFullLoad,
    ours: ({ addedMs }) => addedMs.p50,
    most: (bare) => bare + 1,
    unit: 'ms',
  },
  {
    promise: `Added latency p99 at ${fullLoad} calls: at most 1.5 × the bare handler`,
    of: underFullLoad,
    ours: ({ addedMs }) => addedMs.p99,
    most: (bare) => bare * 1.5,
    unit: 'ms',
  },
  {
    promise: `Memory at ${fullLoad} calls: at most 150 MB above the bare handler`,
    of: underFullLoad,
    ours: ({ rssMb }) => rssMb,
    most: (bare) => bare + 150,
    unit: 'MB',
  },
  {
    promise: 'Interruption to closed request p50: under 2 ms',
    of: whenInterrupted,
    ours: ({ closedMs }) => closedMs.p50,
    most: () => 2,
    unit: 'ms',
  },
  {
    promise: 'Interruption to closed request p99: at most 1 ms above the bare handler',
    of: whenInterrupted,
    ours: ({ closedMs }) => closedMs.p99,
    most: (bare) => bare + 1,
    unit: 'ms',
  },
  {
    promise: 'Words of an interrupted answer: none',
    of: whenInterrupted,
    ours: ({ staleTokens }) => staleTokens,
    most: () => 0,
    unit: 'words',
  },
]

/** Each promise, held against the load that it is about. */
export function verdictsOn(pairs: readonly Pair[]): Verdict[] {
  return promises.map((promised) => verdictOn(promised, pairs))
}

function verdictOn(
  { most, of, ours: read, promise, unit }: Promised,
  pairs: readonly Pair[],
): Verdict {
  const pair = pairs.find(({ load }) => of(load))
  const ours = pair && read(pair.ours)
  const bare = pair && read(pair.bare)
  if (ours === undefined || bare === undefined) {
    return { promise, verdict: 'not measured', found: 'this run has no such load' }
  }
  const allowed = most(bare)
  return {
    promise,
    verdict: ours <= allowed ? 'met' : 'missed',
    found: `${rounded(ours)} ${unit} against ${rounded(bare)}, ${rounded(allowed)} allowed`,
  }
}

function rounded(value: number): string {
  return value.toFixed(Number.isInteger(value) ? 0 : 2)
}
