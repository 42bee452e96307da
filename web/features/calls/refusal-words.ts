import type { CallToolUse } from '../../../src/contract/index.ts'

/** Why a tool did not act, for people. A reason that is new here still has its detail. */
export function refusalWords({ reason, detail }: NonNullable<CallToolUse['refusal']>): string {
  const words = known[reason]
  if (words === undefined) return detail === '' ? reason : detail
  return detail === '' ? words : `${words} ${detail}`
}

/** Nothing was refused: it is done when the caller has said yes. */
export function isAskedBack({ reason }: NonNullable<CallToolUse['refusal']>): boolean {
  return reason === 'unconfirmed'
}

const known: Record<string, string | undefined> = {
  'unknown-tool': 'there is no such tool.',
  'not-allowed': 'the agent is not allowed to do this.',
  'wrong-arguments': 'something that it needs was missing or not usable.',
  ambiguous: 'the caller’s words could mean more than one thing, so the agent asked back.',
  'not-recorded': 'nothing could be written down at that moment.',
  'taken-over': 'another process had taken the call over.',
  'nobody-there': 'nobody could be put through to.',
  'nobody-answered': 'nobody took the call.',
  failed: 'it went wrong.',
}
