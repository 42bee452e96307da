/** How long things take on the carrier's side. */
export interface Timing {
  readonly characterMs: number
  readonly minimumSpeechMs: number
  /** From the words being there to the first sound. */
  readonly firstAudioMs: number
  /** Words without an end of sentence are spoken when nothing more came for so long. */
  readonly idleFlushMs: number
  /** From the last word that the caller says until recognition knows that it was the last. */
  readonly recognitionMs: number
  /** From the first word that the caller says over the agent until the agent falls silent. */
  readonly interruptionMs: Readonly<Record<'low' | 'medium' | 'high', number>>
  /** Between two keys. */
  readonly keySpacingMs: number
  /** What a sound takes whose length cannot be read. */
  readonly unknownSoundMs: number
  /** From dialling a number to its ringing. */
  readonly postDialMs: number
  /** Pauses, and rings that nobody answers, last so much of what they ask for. */
  readonly pauseFactor: number
  /** From the end of a recording until it can be had. */
  readonly recordingMs: number
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
    recognitionMs: 700 / speed,
    interruptionMs: { low: 600 / speed, medium: 300 / speed, high: 100 / speed },
    keySpacingMs: 200 / speed,
    unknownSoundMs: 3000 / speed,
    postDialMs: 800 / speed,
    pauseFactor: 1 / speed,
    recordingMs: 2000 / speed,
  }
}
