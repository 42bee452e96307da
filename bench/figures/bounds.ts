import { verdictsOf, type Promised, type Verdict } from './promises.ts'
import type { WindowFigures } from './window-figures.ts'

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

const underFullLoad = ({ load }: Pair) => load.calls === fullLoad && load.interruptEvery === 0
const whenInterrupted = ({ load }: Pair) => load.interruptEvery > 0

/** A figure of ours, and the same of the bare handler. */
function both(
  read: (figures: WindowFigures) => number | undefined,
): Pick<Promised<Pair>, 'ours' | 'beside'> {
  return { ours: ({ ours }) => read(ours), beside: ({ bare }) => read(bare) }
}

const promises: readonly Promised<Pair>[] = [
  {
    promise: `CPU a turn at ${fullLoad} calls: at most 1.3 × the bare handler`,
    of: underFullLoad,
    ...both(({ cpuMsPerTurn }) => cpuMsPerTurn),
    most: (bare) => bare * 1.3,
    unit: 'ms',
  },
  {
    promise: `Added latency p50 at ${fullLoad} calls: at most 1 ms above the bare handler`,
    of: underFullLoad,
    ...both(({ addedMs }) => addedMs.p50),
    most: (bare) => bare + 1,
    unit: 'ms',
  },
  {
    promise: `Added latency p99 at ${fullLoad} calls: at most 1.5 × the bare handler`,
    of: underFullLoad,
    ...both(({ addedMs }) => addedMs.p99),
    most: (bare) => bare * 1.5,
    unit: 'ms',
  },
  {
    promise: `Memory at ${fullLoad} calls: at most 150 MB above the bare handler`,
    of: underFullLoad,
    ...both(({ rssMb }) => rssMb),
    most: (bare) => bare + 150,
    unit: 'MB',
  },
  {
    promise: 'Interruption to closed request p50: under 2 ms',
    of: whenInterrupted,
    ...both(({ closedMs }) => closedMs.p50),
    most: () => 2,
    unit: 'ms',
  },
  {
    promise: 'Interruption to closed request p99: at most 1 ms above the bare handler',
    of: whenInterrupted,
    ...both(({ closedMs }) => closedMs.p99),
    most: (bare) => bare + 1,
    unit: 'ms',
  },
  {
    promise: 'Words of an interrupted answer: none',
    of: whenInterrupted,
    ...both(({ staleTokens }) => staleTokens),
    most: () => 0,
    unit: 'words',
  },
]

/** Each promise, held against the load that it is about. */
export function verdictsOn(pairs: readonly Pair[]): Verdict[] {
  return verdictsOf(promises, pairs)
}
