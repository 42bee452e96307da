/** What of a session's setting changes what this model does. The rest is taken and given back as it came. */
export interface SessionSetting {
  readonly hearsSpeech: boolean
  /** So much silence ends what the caller says. */
  readonly silenceMs: number
  readonly answersByItself: boolean
  readonly stopsByItself: boolean
}

export interface SessionUpdate {
  readonly audio?: {
    readonly input?: {
      readonly turn_detection?: {
        readonly silence_duration_ms?: number
        readonly create_response?: boolean
        readonly interrupt_response?: boolean
      } | null
    }
  }
}

export const usualSetting: SessionSetting = {
  hearsSpeech: true,
  silenceMs: 500,
  answersByItself: true,
  stopsByItself: true,
}

/** What is left out stays as it was. */
export function changedSetting(setting: SessionSetting, { audio }: SessionUpdate): SessionSetting {
  const detection = audio?.input?.turn_detection
  if (detection === undefined) return setting
  if (detection === null) return { ...setting, hearsSpeech: false }
  return {
    hearsSpeech: true,
    silenceMs: detection.silence_duration_ms ?? setting.silenceMs,
    answersByItself: detection.create_response ?? setting.answersByItself,
    stopsByItself: detection.interrupt_response ?? setting.stopsByItself,
  }
}
