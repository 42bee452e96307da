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

/**
 * By how much the floor of the memory has risen from the second quarter of the time to the last one, a call, in
 * KB. The floor, because between two collections of garbage memory says nothing; the second quarter, because
 * the first use of everything is in the first. `undefined`: too few samples.
 */
export function riseKbPerCall({ calls, rss }: Endurance): number | undefined {
  const quarter = Math.floor(rss.length / 4)
  if (quarter === 0) return undefined
  const early = Math.min(...rss.slice(quarter, 2 * quarter))
  const late = Math.min(...rss.slice(-quarter))
  return (late - early) / 1024 / calls
}

/** What the words of a call come to that is kept until its end, with room; a leak of sound is fifty times that. */
const mostKbPerCallMinute = 4

export function enduranceVerdict(endurance: Endurance): Verdict {
  const { calls, interruptions, minutes } = endurance
  const promise = `Memory over ${minutes} minutes of interruptions in ${calls} calls: flat`
  const rise = riseKbPerCall(endurance)
  if (rise === undefined) return { promise, verdict: 'not measured', found: 'too short' }
  const allowed = (mostKbPerCallMinute * minutes) / 2
  return {
    promise,
    verdict: rise <= allowed ? 'met' : 'missed',
    found: `${rise.toFixed(1)} KB a call from the second quarter to the last, ${allowed} allowed; ${interruptions} interruptions`,
  }
}
