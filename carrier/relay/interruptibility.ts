import type { SayOutcome } from '../call.ts'
import type { Interruptible } from '../speech/utterance.ts'

export function allows(setting: Interruptible, input: 'speech' | 'dtmf'): boolean {
  return setting === 'any' || setting === input
}

export const notHeard: SayOutcome = {
  heard: false,
  reason: 'The agent is speaking and cannot be interrupted now.',
}
