import type { RecogniserTrouble } from '../../../lib/speech-recogniser.ts'

/** What voice mode is doing, for the eye and for the screen reader. */
export type VoiceState = VoiceActivity & {
  readonly isMuted: boolean
  /** False where the agent's words can only be read. */
  readonly hasVoice: boolean
}

export type VoiceActivity =
  | { readonly doing: 'off' }
  /** On, and there is no call, or one whose sound is carried as it is. */
  | { readonly doing: 'resting' }
  /** The agent speaks; the microphone is closed. */
  | { readonly doing: 'speaking' }
  | { readonly doing: 'muted' }
  /** The browser may be asking whether this page may listen. */
  | { readonly doing: 'opening' }
  | { readonly doing: 'listening'; readonly heardNothing: boolean }
  | { readonly doing: 'hearing'; readonly words: string }
  | { readonly doing: 'stopped'; readonly trouble: VoiceTrouble }

export type VoiceTrouble = RecogniserTrouble | 'unsupported'
