import type { CallStatus } from '../../../src/contract/index.ts'

/** Why a call has no words. */
export const silenceWords: Record<CallStatus, string> = {
  active: 'Nothing was said yet.',
  completed: 'Nothing was said.',
  busy: 'The line was busy, so nobody was spoken to.',
  'no-answer': 'Nobody answered, so nothing was said.',
  failed: 'The call failed before anything was said.',
  canceled: 'The call was cancelled before anybody answered.',
}
