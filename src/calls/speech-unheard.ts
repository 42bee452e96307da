import type { Clock, Timer } from '../lib/clock.ts'

/** A caller who was speaking when the model that listened was lost: whoever does not speak on is asked again. */
export interface UnheardCaller {
  modelWasLost(how: { wasSpeaking: boolean }): void
  /** The next model listens. */
  modelIsReady(): void
  /** The caller speaks on, or is gone. */
  noLonger(): void
}

/** Whoever was speaking speaks on to the next model by then, or waits for an answer. */
const speaksOnWithinMs = 1_500

export function createUnheardCaller(clock: Clock, onUnheard: () => void): UnheardCaller {
  let wasSpeaking = false
  let timer: Timer | undefined
  return {
    modelWasLost: (how) => void (wasSpeaking = how.wasSpeaking),
    modelIsReady() {
      if (wasSpeaking) timer = clock.after(speaksOnWithinMs, onUnheard)
      wasSpeaking = false
    },
    noLonger: () => timer?.cancel(),
  }
}
