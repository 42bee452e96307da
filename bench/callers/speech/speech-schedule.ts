import { callerFrameMs } from '../../sound/frame-tag.ts'

/**
 * When a caller speaks, frame by frame and without end: silence, some words, and then silence again in which the
 * agent answers, until the caller falls in. On average one such round takes five seconds, and the agent is heard
 * a little over half of the time.
 */
export interface SpeechSchedule {
  /** Asked for every frame in turn. */
  speaksNext(): boolean
}

export function createSpeechSchedule(
  random: () => number,
  manner: SpeechManner = usualSpeechManner,
): SpeechSchedule {
  const framesOf = ([least, most]: Range) =>
    Math.round((least + (most - least) * random()) / callerFrameMs)
  let isSpeaking = false
  // The first words at a moment of their own, so that not all callers speak at once.
  let left = framesOf(manner.firstSilenceMs)
  return {
    speaksNext() {
      if (left === 0) {
        isSpeaking = !isSpeaking
        left = framesOf(isSpeaking ? manner.wordsMs : manner.silenceMs)
      }
      left -= 1
      return isSpeaking
    },
  }
}

type Range = readonly [least: number, most: number]

export interface SpeechManner {
  readonly firstSilenceMs: Range
  readonly wordsMs: Range
  readonly silenceMs: Range
}

export const usualSpeechManner: SpeechManner = {
  firstSilenceMs: [500, 5_500],
  // Longer than a cough or an "mhm".
  wordsMs: [1_000, 1_600],
  // 0.8 s until the answer begins, and 0.8 to 5 s of it.
  silenceMs: [1_600, 5_800],
}
