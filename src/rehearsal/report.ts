import type { CallChannel } from '../calls/call.ts'

/** What a rehearsal has shown. */
export interface RehearsalReport {
  readonly startedAt: Date
  readonly business: string
  readonly agentName: string
  readonly brain: string
  readonly results: readonly RehearsalResult[]
}

/** One scenario on one channel. */
export interface RehearsalResult {
  readonly scenario: string
  readonly title: string
  readonly channel: CallChannel
  readonly checks: readonly RehearsalCheck[]
  readonly transcript: readonly TranscriptWords[]
}

export interface RehearsalCheck {
  readonly what: string
  /** What was so instead; `undefined`: passed. */
  readonly failure: string | undefined
}

export interface TranscriptWords {
  readonly speaker: 'caller' | 'agent' | 'tool'
  readonly text: string
}

export function hasPassed({ checks }: RehearsalResult): boolean {
  return checks.every(({ failure }) => failure === undefined)
}
