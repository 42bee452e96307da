import type { Clock } from '../lib/clock.ts'
import type { FinalCallStatus } from './call.ts'
import { endOfCall } from './end-of-call.ts'
import type { CallEnd } from './journal-event.ts'
import type { OpenCall } from './open-call.ts'

export interface Ending {
  readonly by: CallEnd['endedBy']
  readonly status?: FinalCallStatus
}

/** Writes down the end of a call. Resolves when it is written, or cannot be. */
export async function writeEnd(
  { call, live, recorder }: OpenCall,
  { clock, onEnded, ...ending }: Ending & { clock: Clock; onEnded: () => void },
): Promise<void> {
  const end = endOfCall({ ...ending, turns: live.turns, call: call(), now: clock.now() })
  live.ended(end)
  recorder.phase = undefined
  const recorded = recorder.record({ kind: 'ended', payload: end })
  onEnded()
  await recorded
}
