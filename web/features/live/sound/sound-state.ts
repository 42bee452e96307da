import type { SoundTrouble } from '../../../lib/sound/sound-trouble.ts'

/** What the microphone does on a call by voice, for the eye and for the screen reader. */
export type SoundState = MicrophoneState & {
  /** The browser holds the agent's voice back, until somebody touches the page. */
  readonly isPaused: boolean
}

export type MicrophoneState =
  /** There is no call, or none by voice. */
  | { readonly doing: 'off' }
  /** The person has not been told yet where the sound goes. */
  | { readonly doing: 'asking' }
  /** The browser may be asking whether this page may listen. */
  | { readonly doing: 'opening' }
  | { readonly doing: 'open'; readonly hearsNothing: boolean }
  | { readonly doing: 'muted' }
  | { readonly doing: 'stopped'; readonly trouble: SoundTrouble }
