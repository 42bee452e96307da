import type { Timing } from '../timing.ts'
import type { MediaAnswer } from '../webhooks/webhook-client.ts'
import { wavLengthMs } from './wav-length.ts'

/** How long a fetched sound plays: a WAV file as long as it is, any other for a fixed time. */
export function soundLengthMs(
  { content }: Extract<MediaAnswer, { ok: true }>,
  { pauseFactor, unknownSoundMs }: Timing,
): number {
  const lengthMs = wavLengthMs(content)
  return lengthMs === undefined ? unknownSoundMs : lengthMs * pauseFactor
}

/** How long keys play; `w` waits half a second between them, and `W` a whole one. */
export function keysLengthMs(keys: string, { keySpacingMs }: Timing): number {
  return keys.split('').reduce((sum, key) => sum + keySpacingMs * (waits.get(key) ?? 1), 0)
}

/** In lengths of a key. */
const waits = new Map([
  ['w', 2.5],
  ['W', 5],
])

/** What a loop of 0 comes to. */
export const mostLoops = 1000
