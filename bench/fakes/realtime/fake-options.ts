import type { FaultRule } from './faults.ts'
import type { Handshake, HandshakeAnswer } from './handshakes.ts'
import type { Mind } from './mind.ts'
import type { ModelClock } from './model-clock.ts'

export interface FakeRealtimeOptions {
  /** Absent: a free one. */
  readonly port?: number
  /** With it, whoever brings another key is refused with 401. */
  readonly apiKey?: string
  /** Absent: any. Another model is refused with 404. */
  readonly models?: readonly string[]
  /** Absent: every handshake is accepted at once. */
  readonly handshake?: (handshake: Handshake) => HandshakeAnswer
  /** Absent: it repeats what it was told. */
  readonly mind?: Mind
  readonly pace?: Partial<SpeakingPace>
  readonly hearing?: Partial<HearingHabits>
  readonly transcripts?: TranscriptPlan | ((utterance: HeardUtterance) => TranscriptPlan)
  readonly faults?: readonly FaultRule[]
  /** How long a session lives. Absent: an hour, as the vendor's. */
  readonly expiresAfterMs?: number
  /** How long it takes to say that it is configured; sound that comes earlier is a violation. Absent: 10. */
  readonly configuresAfterMs?: number
  /** Absent: real time. */
  readonly clock?: ModelClock
  /** Keeps all the sound it is given, for tests that compare it. */
  readonly keepsSound?: boolean
}

export interface SpeakingPace {
  /** From the request to the first sound. 0. */
  readonly thinksMs: number
  /** How many times faster than a person speaks. 4; `Infinity` sends everything at once. */
  readonly speed: number
  /** How much sound is in a piece, a multiple of 20. 240. */
  readonly pieceMs: number
  /** How many pieces still come after the client has cancelled. 0. */
  readonly latePieces: number
  /** Whether they come even after `response.done`. */
  readonly areLateAfterDone: boolean
}

export interface HearingHabits {
  /** How much voice makes a beginning. 40. */
  readonly beginsAfterMs: number
  /** How much silence is an end for `semantic_vad`. 400. */
  readonly meaningEndsAfterMs: number
}

/** What becomes of the transcript of one utterance. */
export interface TranscriptPlan {
  /** From the commit on. 60. */
  readonly delayMs?: number
  /** Not before the transcript of that utterance of the session (from 0 on) was delivered. */
  readonly notBefore?: number
  /** `missing`: none ever comes. */
  readonly outcome?: 'delivered' | 'failed' | 'missing'
  /** Instead of what was heard: the writer and the model may understand different things. */
  readonly text?: string
  readonly language?: string
}

export interface HeardUtterance {
  readonly session: number
  /** Which one of the session, from 0 on; coughs count. */
  readonly utterance: number
  readonly text: string
}

export const usualPace: SpeakingPace = {
  thinksMs: 0,
  speed: 4,
  pieceMs: 240,
  latePieces: 0,
  areLateAfterDone: false,
}

export const usualHabits: HearingHabits = { beginsAfterMs: 40, meaningEndsAfterMs: 400 }
