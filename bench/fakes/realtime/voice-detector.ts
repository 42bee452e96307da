import { isVoice } from '../../../carrier/speech/audible-words.ts'

export const windowMs = 20

/** Tells speech from silence by loudness, in windows of 20 ms of the sound itself, however fast they come. */
export interface VoiceDetector {
  judge(window: Buffer): void
}

export interface VoiceDetectorParts {
  /** How much voice makes a beginning, and how much silence an end; asked for each time. */
  readonly beginsAfterMs: () => number
  readonly endsAfterMs: () => number
  /** Where the voice began. */
  readonly began: (atMs: number) => void
  /** Where the silence that ended it was long enough. */
  readonly ended: (atMs: number) => void
}

export function createVoiceDetector(parts: VoiceDetectorParts): VoiceDetector {
  let atMs = 0
  let voiceMs = 0
  let silenceMs = 0
  let isSpeech = false

  function listenForBeginning(isLoud: boolean): void {
    voiceMs = isLoud ? voiceMs + windowMs : 0
    if (voiceMs === 0 || voiceMs < parts.beginsAfterMs()) return
    isSpeech = true
    silenceMs = 0
    parts.began(atMs - voiceMs)
  }

  function listenForEnd(isLoud: boolean): void {
    silenceMs = isLoud ? 0 : silenceMs + windowMs
    if (silenceMs === 0 || silenceMs < parts.endsAfterMs()) return
    isSpeech = false
    voiceMs = 0
    parts.ended(atMs)
  }

  return {
    judge(window) {
      atMs += windowMs
      const isLoud = isVoice(window)
      if (isSpeech) listenForEnd(isLoud)
      else listenForBeginning(isLoud)
    },
  }
}
