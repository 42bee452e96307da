import { verdictsOf, type Promised, type Verdict } from '../promises.ts'
import type { SpeechFigures } from './speech-figures.ts'

/** Both servers under the same load. */
export interface SpeechPair {
  readonly load: SpokenLoad
  readonly ours: SpeechFigures
  readonly lean: SpeechFigures
}

export interface SpokenLoad {
  /** 0: nobody calls. */
  readonly calls: number
  /** How long the model takes to let a socket in. */
  readonly opensAfterMs: number
}

/** Where the promises about load hold, about memory, and about a small machine. */
export const fullSpeechLoad = 200
export const memoryLoad = 400
export const smallLoad = 3

const withCalls =
  (calls: number) =>
  ({ load }: SpeechPair) =>
    load.calls === calls && load.opensAfterMs === 0
const underFullLoad = withCalls(fullSpeechLoad)
const inEveryLoad = ({ load }: SpeechPair) => load.calls > 0
const whileModelOpens = ({ load }: SpeechPair) => load.opensAfterMs > 0

/** A figure of ours by itself, which has to stay under a limit. */
function under(
  limit: number,
  read: (figures: SpeechFigures) => number | undefined,
): Pick<Promised<SpeechPair>, 'ours' | 'most' | 'isUnder'> {
  return { ours: ({ ours }) => read(ours), most: () => limit, isUnder: true }
}

function none(
  read: (figures: SpeechFigures) => number,
): Pick<Promised<SpeechPair>, 'ours' | 'most'> {
  return { ours: ({ ours }) => read(ours), most: () => 0 }
}

const ofWork: readonly Promised<SpeechPair>[] = [
  {
    promise: `CPU a call-minute at ${fullSpeechLoad} calls: at most 1.2 × the lean relay`,
    of: underFullLoad,
    ours: ({ ours }) => ours.cost.cpuSecondsPerCallMinute,
    beside: ({ lean }) => lean.cost.cpuSecondsPerCallMinute,
    most: (lean) => lean * 1.2,
    unit: 's',
  },
  {
    promise: `Memory that comes with a call at ${memoryLoad} calls: under 120 KB`,
    of: withCalls(memoryLoad),
    ...under(120, ({ cost }) => cost.kbPerCall),
    unit: 'KB',
  },
  {
    promise: `${smallLoad} calls: under 5 % of a core`,
    of: withCalls(smallLoad),
    ...under(5, ({ cost }) => cost.coreUsed * 100),
    unit: '%',
  },
  {
    promise: `${smallLoad} calls: under 200 MB`,
    of: withCalls(smallLoad),
    ...under(200, ({ cost }) => cost.rssMb),
    unit: 'MB',
  },
]

const ofTime: readonly Promised<SpeechPair>[] = [
  {
    promise: `Added latency p99, caller to model, at ${fullSpeechLoad} calls: under 3 ms`,
    of: underFullLoad,
    ...under(3, ({ frames }) => frames.toModelMs.p99),
    unit: 'ms',
  },
  {
    promise: `Added latency p99, model to caller, at ${fullSpeechLoad} calls: under 3 ms`,
    of: underFullLoad,
    ...under(3, ({ frames }) => frames.toCallerMs.p99),
    unit: 'ms',
  },
  {
    promise: `Interruption to clear p50 at ${fullSpeechLoad} calls: under 0.3 ms`,
    of: underFullLoad,
    ...under(0.3, ({ interruptions }) => interruptions.clearedMs.p50),
    unit: 'ms',
  },
  {
    promise: `Interruption to clear p99 at ${fullSpeechLoad} calls: under 2 ms`,
    of: underFullLoad,
    ...under(2, ({ interruptions }) => interruptions.clearedMs.p99),
    unit: 'ms',
  },
  {
    promise: `Error of what the model is told was heard, p50 at ${fullSpeechLoad} calls: under 2 ms`,
    of: underFullLoad,
    ...under(2, ({ interruptions }) => interruptions.truncationErrorMs.p50),
    unit: 'ms',
  },
  {
    promise: `Error of what the model is told was heard, p99 at ${fullSpeechLoad} calls: under 10 ms`,
    of: underFullLoad,
    ...under(10, ({ interruptions }) => interruptions.truncationErrorMs.p99),
    unit: 'ms',
  },
]

const ofOrder: readonly Promised<SpeechPair>[] = [
  {
    promise: 'Frames lost, in every load: none',
    of: inEveryLoad,
    ...none(({ frames }) => frames.lost),
    unit: 'frames',
  },
  {
    promise: 'Frames out of order, in every load: none',
    of: inEveryLoad,
    ...none(({ frames }) => frames.disordered),
    unit: 'frames',
  },
  {
    promise: 'Frames lost while the model’s socket takes 300 ms to open: none',
    of: whileModelOpens,
    ...none(({ frames }) => frames.lost),
    unit: 'frames',
  },
  {
    promise:
      'Interruptions that do not clear the line, of which the model is not told, or that play on: none',
    of: inEveryLoad,
    ...none(({ interruptions: { stalePieces, uncleared, untold } }) => {
      return uncleared + untold + stalePieces
    }),
    unit: 'of them',
  },
]

/** Each promise, held against the loads that it is about. */
export function speechVerdictsOn(pairs: readonly SpeechPair[]): Verdict[] {
  return verdictsOf([...ofWork, ...ofTime, ...ofOrder], pairs)
}
