import type { Verdict } from '../promises.ts'

/** What a server took while callers fell in for minutes. */
export interface Endurance {
  readonly calls: number
  readonly minutes: number
  /** Taken at even intervals, in bytes. */
  readonly rss: readonly number[]
  readonly interruptions: number
  readonly lost: number
  readonly lostLines: number
}

const bytesPerMb = 1024 * 1024

/**
 * By how much the floor of the memory has risen from the second quarter of the time to the last one, in MB. The
 * floor, because between two collections of garbage memory says nothing; the second quarter, because the first
 * use of everything is in the first. `undefined`: too few samples.
 */
export function riseMb({ rss }: Endurance): number | undefined {
  const quarter = Math.floor(rss.length / 4)
  if (quarter === 0) return undefined
  const early = Math.min(...rss.slice(quarter, 2 * quarter))
  const late = Math.min(...rss.slice(-quarter))
  return (late - early) / bytesPerMb
}

/** A minute: what was said is kept until a call ends, and comes to half of it. The sound would be fifteen. */
const mostMbPerMinute = 1
/** Memory that the system gives and takes in pieces is not more even than that. */
const unevenMb = 2

export function enduranceVerdict(endurance: Endurance): Verdict {
  const { calls, interruptions, minutes } = endurance
  const promise = `Memory over ${minutes} minutes of interruptions in ${calls} calls: flat`
  const rise = riseMb(endurance)
  if (rise === undefined) return { promise, verdict: 'not measured', found: 'too short' }
  const allowed = Math.max(unevenMb, (mostMbPerMinute * minutes) / 2)
  const found = `${rise.toFixed(1)} MB more in the last quarter than in the second, ${allowed} allowed`
  return {
    promise,
    verdict: rise <= allowed ? 'met' : 'missed',
    found: `${found}; ${interruptions} interruptions`,
  }
}
