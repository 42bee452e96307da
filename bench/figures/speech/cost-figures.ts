import type { SpeechWindow } from './speech-window.ts'

/** What the calls of a window cost. `undefined`: there was none. */
export interface CostFigures {
  /** Of the server's process alone, all its threads, user and system. */
  readonly cpuSecondsPerCallMinute: number | undefined
  readonly databaseCpuSecondsPerCallMinute: number | undefined
  /** Of one core. */
  readonly coreUsed: number
  /** Of another one, by the callers and the model. */
  readonly coreUsedByLoad: number
  readonly rssMb: number
  /** What came with the calls. */
  readonly kbPerCall: number | undefined
}

const bytesPerMb = 1024 * 1024

export function costFiguresOf(window: SpeechWindow): CostFigures {
  const { after, before, calls, databaseCpuMs, idle, loadCpuMs, seconds } = window
  const cpuMs = after.cpuMs - before.cpuMs
  return {
    cpuSecondsPerCallMinute: perCallMinute(cpuMs, window),
    databaseCpuSecondsPerCallMinute: perCallMinute(databaseCpuMs, window),
    coreUsed: cpuMs / (seconds * 1000),
    coreUsedByLoad: loadCpuMs / (seconds * 1000),
    rssMb: after.rssBytes / bytesPerMb,
    kbPerCall: calls === 0 ? undefined : (after.rssBytes - idle.rssBytes) / 1024 / calls,
  }
}

function perCallMinute(
  ms: number | undefined,
  { calls, seconds }: SpeechWindow,
): number | undefined {
  return ms === undefined || calls === 0 ? undefined : ms / 1000 / ((calls * seconds) / 60)
}
