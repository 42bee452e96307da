import type { CallSummary } from '../../src/contract/index.ts'
import { outcomeWords, phaseWords, statusWords } from '../lib/call-words.ts'
import { Badge, type Tone } from './badge.tsx'

/** What a call is doing while it goes on, and what came of it afterwards. */
export function CallBadge({ call }: { call: CallSummary }) {
  if (call.status === 'active') {
    return (
      <Badge tone="accent" icon={<LiveDot />}>
        {call.phase === null ? 'Live' : `Live · ${phaseWords[call.phase]}`}
      </Badge>
    )
  }
  if (call.status !== 'completed') return <Badge tone="warning">{statusWords[call.status]}</Badge>
  if (call.outcome === null) return <Badge>{statusWords.completed}</Badge>
  return <Badge tone={outcomeTones[call.outcome]}>{outcomeWords[call.outcome]}</Badge>
}

export function LiveDot() {
  return (
    <span aria-hidden className="relative grid size-2">
      <span className="absolute inset-0 animate-ripple rounded-full bg-current" />
      <span className="absolute inset-0 rounded-full bg-current" />
    </span>
  )
}

const outcomeTones: Record<NonNullable<CallSummary['outcome']>, Tone> = {
  emergency: 'danger',
  transferred: 'accent',
  'do-not-call': 'warning',
  'callback-scheduled': 'info',
  'message-taken': 'info',
  'details-saved': 'info',
  talked: 'neutral',
  'no-conversation': 'neutral',
}
