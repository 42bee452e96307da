import { z } from 'zod'
import type { CallEvent } from '../../../src/contract/index.ts'
import { durationWords } from '../../lib/time-words.ts'

/** One person whose phone was rung for the caller. */
export interface TriedTransfer {
  readonly seq: number
  readonly at: string
  readonly to: string
  /** `undefined` while the phone rings or the two are talking. */
  readonly outcome: string | undefined
  readonly talkedSeconds: number | undefined
}

/** Whom the caller was put through to, or was tried to be, in the order of the attempts. */
export function transfersOf(events: readonly CallEvent[]): readonly TriedTransfer[] {
  const ends = events
    .filter(({ kind }) => kind === 'transfer-ended')
    .flatMap(({ seq, payload }) => {
      const end = TransferEnd.safeParse(payload).data
      return end ? [{ seq, ...end }] : []
    })
  return events
    .filter(({ kind }) => kind === 'transfer-started')
    .flatMap(({ seq, at, payload }) => {
      const start = TransferStart.safeParse(payload).data
      if (!start) return []
      const end = ends.find((one) => one.seq > seq && one.to === start.to)
      const { outcome, talkedSeconds } = end ?? {}
      return [{ seq, at, to: start.to, outcome, talkedSeconds }]
    })
}

/** How an attempt went, for people. What is new here still has its own word. */
export function transferWords({ outcome, talkedSeconds = 0 }: TriedTransfer): string {
  if (outcome === undefined) return 'The phone rings, or they are talking.'
  const words = outcomes[outcome] ?? outcome
  return talkedSeconds > 0 ? `${words} They talked for ${durationWords(talkedSeconds)}.` : words
}

const outcomes: Record<string, string | undefined> = {
  connected: 'Took the call.',
  busy: 'The line was busy.',
  'no-answer': 'Nobody answered.',
  declined: 'Picked up, and did not take the call.',
  failed: 'The number could not be reached.',
  canceled: 'The caller hung up before anybody answered.',
}

const TransferStart = z.object({ to: z.string() })
const TransferEnd = z.object({
  to: z.string(),
  outcome: z.string(),
  talkedSeconds: z.number().optional(),
})
