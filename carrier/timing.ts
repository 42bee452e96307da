/** How long things take on the carrier's side. */
export interface Timing {
  readonly characterMs: number
  readonly minimumSpeechMs: number
  /** From the words being there to the first sound. */
  readonly firstAudioMs: number
  /** Words without an end of sentence are spoken when nothing more came for so long. */
  readonly idleFlushMs: number
  /** Pauses last so much of what they ask for. */
  readonly pauseFactor: number
}

/**
 * `speed` makes speech and pauses that many times shorter. How long the carrier waits for the server
 * (the idle time and every deadline) is left alone, because the server does not become faster.
 */
export function timingAt(speed: number): Timing {
  return {
    characterMs: 60 / speed,
    minimumSpeechMs: 300 / speed,
    firstAudioMs: 200 / speed,
    idleFlushMs: 250,
    pauseFactor: 1 / speed,
  }
}
