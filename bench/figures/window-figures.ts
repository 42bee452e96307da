import type { CrowdReport } from '../callers/crowd.ts'
import type { HeardTurn } from '../callers/heard-turn.ts'
import type { ModelRequest } from '../fakes/model-server.ts'
import type { Usage } from '../processes/usage.ts'
import { percentile } from './percentile.ts'
import type { Spread } from './spread.ts'

/** What was seen of one server in one stretch of time. */
export interface Window {
  readonly calls: number
  readonly crowd: CrowdReport
  readonly requests: readonly ModelRequest[]
  readonly seconds: number
  /** Before the first call. */
  readonly idle: Usage
  readonly before: Usage
  readonly after: Usage
  /** Used by the database in it. */
  readonly databaseCpuMs: number | undefined
}

/** What it comes to. `undefined`: there was nothing to tell it from. */
export interface WindowFigures {
  readonly turns: number
  readonly cpuMsPerTurn: number | undefined
  readonly databaseCpuMsPerTurn: number | undefined
  /** Of one core. */
  readonly coreUsed: number
  /** From the prompt to the first word, less what the model took. */
  readonly addedMs: Spread
  /** From the interruption until the model's end of the request was closed. */
  readonly closedMs: Spread
  readonly rssMb: number
  readonly kbPerCall: number
  readonly staleTokens: number
  /** Interrupted answers whose request the model's end never saw closed. */
  readonly leftOpen: number
  readonly badTurns: number
  readonly lostLines: number
}

const bytesPerMb = 1024 * 1024

export function figuresOf(window: Window): WindowFigures {
  const { after, before, calls, crowd, databaseCpuMs, idle, seconds } = window
  const { turns } = crowd
  const cpuMs = after.cpuMs - before.cpuMs
  const requestOf = new Map(window.requests.map((request) => [request.tag, request]))
  const interrupted = turns.filter(({ interruptMs }) => interruptMs !== undefined)
  const closed = interrupted.flatMap((turn) => closedAfterMs(turn, requestOf.get(turn.tag)))
  return {
    turns: turns.length,
    cpuMsPerTurn: perTurn(cpuMs, turns),
    databaseCpuMsPerTurn: databaseCpuMs === undefined ? undefined : perTurn(databaseCpuMs, turns),
    coreUsed: cpuMs / (seconds * 1000),
    addedMs: spreadOf(turns.flatMap((turn) => addedMs(turn, requestOf.get(turn.tag)))),
    closedMs: spreadOf(closed),
    rssMb: after.rssBytes / bytesPerMb,
    kbPerCall: (after.rssBytes - idle.rssBytes) / 1024 / calls,
    staleTokens: turns.reduce((sum, { staleTokens }) => sum + staleTokens, 0),
    leftOpen: interrupted.length - closed.length,
    badTurns: turns.filter(({ isBad }) => isBad).length,
    lostLines: crowd.lost.length,
  }
}

function perTurn(ms: number, turns: readonly HeardTurn[]): number | undefined {
  return turns.length === 0 ? undefined : ms / turns.length
}

function spreadOf(values: readonly number[]): Spread {
  return { p50: percentile(values, 0.5), p99: percentile(values, 0.99) }
}

function addedMs(turn: HeardTurn, request: ModelRequest | undefined): number[] {
  if (turn.firstTokenMs === undefined || request?.firstTokenMs === undefined) return []
  const modelTook = request.firstTokenMs - request.receivedMs
  return [turn.firstTokenMs - turn.promptMs - modelTook]
}

function closedAfterMs(turn: HeardTurn, request: ModelRequest | undefined): number[] {
  if (turn.interruptMs === undefined || request?.abandonedMs === undefined) return []
  return [request.abandonedMs - turn.interruptMs]
}
