import type { Agent } from '../agents/agent.ts'
import type { StandingWords } from '../agents/standing-words.ts'
import type { Clock } from '../lib/clock.ts'
import type { AudioLine } from './audio-line.ts'
import type { BrokenAnswer } from './broken-answer.ts'
import type { OpenCall } from './open-call.ts'
import type { SpeechBrain, SpeechSession } from './speech-brain.ts'
import type { Opening } from './talk.ts'
import type { ToolBox } from './use-tool.ts'

/** What a talk with a caller needs, whatever the line and whoever speaks for the agent. */
export interface TalkParts extends OpenCall {
  readonly agent: Agent
  readonly clock: Clock
  readonly toolBox: ToolBox
  /** What the carrier is saying, or has said, when the talk begins. */
  readonly opening: Opening
  readonly standingWords: StandingWords
  readonly nextFiller: () => string
  /** The last turn of the talks that this call had before; 0 for the first. */
  readonly lastTurn: number
  /** What the agent still owed the caller when the line before this one broke. */
  readonly brokenAnswer: BrokenAnswer | undefined
  /** When the call has lasted long enough, on the monotonic clock. */
  readonly endsAtMs: number
}

/** What a talk in sound needs. */
export interface SpokenTalkParts extends TalkParts {
  readonly line: AudioLine
  readonly speech: SpeechBrain
  /**
   * A session that was opened before the caller's line was there, seeded with the transcript as it is now. It is
   * the talk's own from now on: it attaches to it, hears of it if it was lost meanwhile, and closes it.
   * `undefined`: the talk opens one.
   */
  readonly session: SpeechSession | undefined
}
