import type { PhoneState } from './phone-state.ts'

/** How a call ended, for whoever was on the phone. */
export function endWords(ended: EndedState): string {
  if (ended.stage === 'failed') return ended.problem
  if (ended.by === 'caller') return 'You hung up'
  if (ended.from !== undefined) return 'The other side ended the call'
  return reasons[ended.reason ?? ''] ?? statuses[ended.status] ?? 'The call is over'
}

export type EndedState = Extract<PhoneState, { stage: 'over' | 'failed' }>

const reasons: Record<string, string | undefined> = {
  'agent-hung-up': 'The agent ended the call',
  'application-error': 'The call broke off',
  'carrier-stopped': 'The phone line was shut down',
  rejected: 'The call was turned away',
}

const statuses: Record<string, string | undefined> = {
  completed: 'The agent ended the call',
  busy: 'The line was busy',
  'no-answer': 'Nobody answered',
  canceled: 'The call was cancelled',
  failed: 'The call failed',
}
