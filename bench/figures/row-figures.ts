import { median } from './percentile.ts'
import type { Spread } from './spread.ts'
import type { WindowFigures } from './window-figures.ts'

/** The middle of what several windows of one server under one load have shown; what must not be, summed. */
export function middleOf(windows: readonly WindowFigures[]): WindowFigures {
  const middle = (read: (figures: WindowFigures) => number | undefined) => median(windows.map(read))
  const sum = (read: (figures: WindowFigures) => number) =>
    windows.reduce((total, figures) => total + read(figures), 0)
  const spread = (read: (figures: WindowFigures) => Spread): Spread => ({
    p50: middle((figures) => read(figures).p50),
    p99: middle((figures) => read(figures).p99),
  })
  return {
    turns: sum(({ turns }) => turns),
    cpuMsPerTurn: middle(({ cpuMsPerTurn }) => cpuMsPerTurn),
    databaseCpuMsPerTurn: middle(({ databaseCpuMsPerTurn }) => databaseCpuMsPerTurn),
    coreUsed: middle(({ coreUsed }) => coreUsed) ?? 0,
    addedMs: spread(({ addedMs }) => addedMs),
    closedMs: spread(({ closedMs }) => closedMs),
    rssMb: middle(({ rssMb }) => rssMb) ?? 0,
    kbPerCall: middle(({ kbPerCall }) => kbPerCall) ?? 0,
    staleTokens: sum(({ staleTokens }) => staleTokens),
    leftOpen: sum(({ leftOpen }) => leftOpen),
    badTurns: sum(({ badTurns }) => badTurns),
    lostLines: sum(({ lostLines }) => lostLines),
  }
}
