import type { Call, FinalCallStatus } from './call.ts'
import type { CallEnd } from './journal-event.ts'
import { outcomeOf } from './outcome.ts'
import type { TranscriptTurn } from './transcript.ts'

/** What a call comes to when its line has closed. */
export function endOfCall({
  by,
  turns,
  call,
  now,
  status = 'completed',
}: {
  by: CallEnd['endedBy']
  status?: FinalCallStatus
  turns: readonly TranscriptTurn[]
  call: Call
  now: Date
}): CallEnd {
  // A phone that rang in vain took no time.
  const wasPickedUp = status === 'completed'
  const durationMs = wasPickedUp ? Math.max(0, now.getTime() - call.startedAt.getTime()) : 0
  return {
    status,
    endedBy: by,
    outcome: outcomeOf(turns),
    durationSeconds: Math.round(durationMs / 1000),
  }
}
