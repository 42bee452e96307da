import { callerFrameMs } from '../../sound/frame-tag.ts'

/** Tells when the caller begins and stops to speak, from frames that say so themselves. */
export class CallerEar {
  readonly #events: EarEvents
  #heardMs = 0
  #quietMs = 0
  #isSpeaking = false

  constructor(events: EarEvents) {
    this.#events = events
  }

  hear(isSpeech: boolean, silenceMs: number): void {
    this.#heardMs += callerFrameMs
    this.#quietMs = isSpeech ? 0 : this.#quietMs + callerFrameMs
    if (isSpeech && !this.#isSpeaking) {
      this.#isSpeaking = true
      this.#events.onStarted(this.#heardMs - callerFrameMs)
    }
    if (this.#isSpeaking && this.#quietMs >= silenceMs) {
      this.#isSpeaking = false
      this.#events.onStopped(this.#heardMs - this.#quietMs)
    }
  }
}

/** Positions are milliseconds of sound heard in this session. */
export interface EarEvents {
  readonly onStarted: (atMs: number) => void
  readonly onStopped: (atMs: number) => void
}
