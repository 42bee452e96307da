import type { SpeechSession } from './speech-brain.ts'

/** A session in which nobody listens and nobody speaks: whatever is asked of it, nothing comes of it. */
export const deafSession: SpeechSession = {
  attach: () => undefined,
  hear: () => undefined,
  read: () => undefined,
  answer: () => undefined,
  say: () => undefined,
  cutOff: () => undefined,
  remember: () => undefined,
  forget: () => undefined,
  toolDone: () => undefined,
  close: () => undefined,
}
