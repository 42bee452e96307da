import type { SpokenAnswerEnd } from '../../calls/speech-brain.ts'
import type { ServerResponse } from './server-events.ts'
import type { SpokenAnswer } from './spoken-answer.ts'

/** How an answer ended, from what the server says and what was done about it. */
export function endOf(
  { status, status_details: details }: ServerResponse,
  { calls, isCut }: Pick<SpokenAnswer, 'calls' | 'isCut'>,
): SpokenAnswerEnd {
  if (isCut) return 'cut-off'
  if (status === 'failed' || status === 'cancelled') return 'failed'
  if (calls.size > 0) return 'tools'
  return status === 'incomplete' ? (endOfIncomplete[details?.reason ?? ''] ?? 'failed') : 'finished'
}

const endOfIncomplete: Readonly<Record<string, SpokenAnswerEnd>> = {
  content_filter: 'refused',
  max_output_tokens: 'too-long',
}
