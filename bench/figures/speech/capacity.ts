import { lateMs } from './frame-figures.ts'
import type { SpeechFigures } from './speech-figures.ts'

/** The most calls that a server carries. */
export interface Capacity {
  readonly calls: number
  /** What went wrong with more. */
  readonly beyond: string
}

/** What is wrong with a window; `undefined`: nothing, and the server carries it. */
export function overload({ frames, trouble }: SpeechFigures): string | undefined {
  const { disordered, loadLateMs, lost, toCallerMs, toModelMs } = frames
  const p99 = Math.max(toModelMs.p99 ?? Infinity, toCallerMs.p99 ?? Infinity)
  if (trouble.lostLines > 0) return `${trouble.lostLines} lines were let go`
  if (lost > 0) return `${lost} frames were lost`
  if (disordered > 0) return `${disordered} frames were out of order`
  if (p99 < lateMs) return undefined
  const byLoad = (loadLateMs.p99 ?? 0) >= lateMs / 2 ? ', and the load itself was late' : ''
  return `added latency p99 was ${p99.toFixed(1)} ms${byLoad}`
}

/**
 * The most calls with which nothing is wrong, up to `step` calls: first doubled, then halved. Each trial is asked
 * once.
 * @param trial what is wrong with so many calls; `undefined`: nothing.
 */
export async function searchCapacity(
  trial: (calls: number) => Promise<string | undefined>,
  { first, most, step }: { readonly first: number; readonly most: number; readonly step: number },
): Promise<Capacity> {
  let carried = 0
  let calls = first
  let beyond = await trial(calls)
  while (beyond === undefined && calls < most) {
    carried = calls
    calls = Math.min(most, calls * 2)
    beyond = await trial(calls)
  }
  if (beyond === undefined) return { calls, beyond: 'nobody asked for more' }
  let tooMany = calls
  while (tooMany - carried > step) {
    const middle = Math.round((carried + tooMany) / 2)
    const wrong = await trial(middle)
    if (wrong === undefined) carried = middle
    else [tooMany, beyond] = [middle, wrong]
  }
  return { calls: carried, beyond }
}
