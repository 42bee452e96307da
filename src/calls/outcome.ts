import type { CallOutcome } from './call.ts'
import type { TranscriptTurn } from './transcript.ts'

/**
 * What came of a call, by its receipts alone. An emergency is a message whose receipt says so, because
 * then somebody can be told of it.
 */
export function outcomeOf(turns: readonly TranscriptTurn[]): CallOutcome {
  const receipts = turns.flatMap((turn) =>
    turn.speaker === 'tool' && turn.result.ok ? [turn.result.receipt] : [],
  )
  const has = (kind: string) => receipts.some((receipt) => receipt.kind === kind)
  if (receipts.some(({ facts }) => facts['urgency'] === 'emergency')) return 'emergency'
  if (has('call-transferred')) return 'transferred'
  if (has('do-not-call')) return 'do-not-call'
  if (has('callback-scheduled')) return 'callback-scheduled'
  if (has('message-taken')) return 'message-taken'
  if (has('contact-saved')) return 'details-saved'
  return turns.some(({ speaker }) => speaker === 'caller') ? 'talked' : 'no-conversation'
}
