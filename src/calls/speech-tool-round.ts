import type { Clock } from '../lib/clock.ts'
import { withDeadline } from '../lib/deadline.ts'
import { createMovableTimer } from '../lib/movable-timer.ts'
import type { SpokenToolCall } from './speech-asks.ts'
import type { ToolResult } from './tool.ts'
import type { ToolTurn } from './transcript.ts'

/** The tools that a speech model asked for in one answer, used one after the other. */
export interface ToolRound {
  readonly turn: number
  readonly calls: readonly SpokenToolCall[]
  /** Settles when the words are there that made the model ask. */
  readonly callerWords: Promise<unknown>
  /** Settles when it is known whether the caller, who fell in, has said anything. */
  readonly callerHasDecided: () => Promise<void>
  /** The caller has gone on: what has not begun will not. */
  readonly isGivenUp: () => boolean
  readonly use: (call: SpokenToolCall) => Promise<ToolTurn>
  readonly onStarted: (tool: string) => void
  readonly onDone: (call: SpokenToolCall, used: ToolTurn) => void
  readonly onNotDone: (call: SpokenToolCall, result: ToolResult) => void
  /** The caller has waited for long. */
  readonly sayFiller: () => void
}

export interface ToolRoundTimes {
  readonly clock: Clock
  readonly fillerAfterMs: number
  /** How much of what was said before is still to be heard. */
  readonly stillHeardForMs: () => number
}

/** What a tool does has to be in the record together with the words that it was done for. */
const wordsWithinMs = 2_000
/** A caller who still waits so long after a filler is not left to wonder whether anybody is there. */
const nextFillerAfterMs = 10_000

const notDone: ToolResult = {
  ok: false,
  reason: 'failed',
  detail: 'Not done: the caller went on speaking. Use it again if it is still wanted.',
}

/** Uses them, and covers a long wait with fillers. A tool that has begun is waited for whatever the caller does. */
export async function useToolsOf(round: ToolRound, times: ToolRoundTimes): Promise<void> {
  const filler = fillersWhile(round, times)
  try {
    await inTime(round.callerWords, times.clock)
    for (const call of round.calls) await useOne(round, call)
  } finally {
    filler.cancel()
  }
}

async function useOne(round: ToolRound, call: SpokenToolCall): Promise<void> {
  await round.callerHasDecided()
  if (round.isGivenUp()) return refuseTool(round, call)
  round.onStarted(call.tool)
  round.onDone(call, await round.use(call))
}

export function refuseTool({ onNotDone }: Pick<ToolRound, 'onNotDone'>, call: SpokenToolCall) {
  onNotDone(call, notDone)
}

async function inTime(words: Promise<unknown>, clock: Clock): Promise<void> {
  const limit = { deadlineMs: wordsWithinMs, what: 'Writing the words down', clock }
  await withDeadline(words, limit).catch(() => undefined)
}

function fillersWhile(round: ToolRound, { clock, fillerAfterMs, stillHeardForMs }: ToolRoundTimes) {
  const fillIn = () => {
    const heardForMs = stillHeardForMs()
    const isHeard = heardForMs > 0
    if (!isHeard && !round.isGivenUp()) round.sayFiller()
    filler.fireAt(clock.monotonicMs() + heardForMs + (isHeard ? fillerAfterMs : nextFillerAfterMs))
  }
  const filler = createMovableTimer(clock, fillIn)
  filler.fireAt(clock.monotonicMs() + stillHeardForMs() + fillerAfterMs)
  return filler
}
