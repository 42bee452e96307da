import type { Agent } from '../agents/agent.ts'
import type { AnsweredCall } from './answered-call.ts'
import type { AudioLine } from './audio-line.ts'
import type { CallChannel, FinalCallStatus } from './call.ts'
import type { CallerLine, LeavingReason } from './caller-line.ts'
import type { ConsentAnswer } from './consent.ts'
import type { Conversation } from './conversation.ts'
import type { CallEnd } from './journal-event.ts'
import type { EndedSession, NextStep, TriedTransfer } from './next-step.ts'
import type { OpenCall } from './open-call.ts'
import type { RestoredCall } from './restored-call.ts'
import type { SwitchboardParts } from './switchboard-parts.ts'
import type { Opening, SpokenTalk } from './talk.ts'

/**
 * One call in our hands, from its answer to its end: it is joined to a line, loses it, is handed over to a
 * person and comes back, and is always doing exactly one of these.
 */
export interface HeldCall extends OpenCall {
  /** It has ended, or is somebody else's. */
  readonly isOver: boolean
  /** It is over here only: it goes on elsewhere. */
  readonly hasLeft: boolean
  answered(): AnsweredCall
  /** `undefined`: the call has a line, or is over. */
  connect(line: CallerLine, joining?: Joining): Conversation | undefined
  /** `undefined`: the call has a line, or is over, or nobody here can talk on one of sound. */
  connectAudio(line: AudioLine, joining?: Joining): SpokenTalk | undefined
  goOn(session: EndedSession): Promise<NextStep>
  consentAnswered(answer: ConsentAnswer): Promise<NextStep>
  transferTried(tried: TriedTransfer): Promise<NextStep>
  /** The person whose phone rings has said yes. */
  personTookCall(): void
  /** The carrier says that the call is over. */
  carrierEnded(status: FinalCallStatus): Promise<void>
  /** We end: the call goes down with us. */
  breakOff(): Promise<void>
  /** The next moment in which the agent owes the caller nothing; never later than the end of the call. */
  turnEnds(): Promise<void>
  /** Says these words to the caller who is on the line, and ends the call. */
  closeWith(words: string): void
  readonly isTalking: boolean
  /** Somebody's phone rings for the caller, or the two talk. */
  readonly isWithPerson: boolean
  readonly agent: Agent
  /** Settles when the call is over, with who ended it, or gone elsewhere. */
  readonly ended: Promise<CallEnd['endedBy'] | undefined>
  /** Lets go of the call, which goes on elsewhere. Nothing is written down about an end. */
  leave(why: LeavingReason): Promise<void>
}

export interface Joining {
  /** The carrier's name for the session, where it has one. */
  readonly session?: string | undefined
  /** The caller has said something already, which comes next: nothing goes before the answer but the notice. */
  readonly callerSpoke?: boolean
}

export interface HeldCallParts extends OpenCall {
  readonly agent: Agent
  readonly channel: CallChannel
  readonly opening: Opening
  /** Our house: brain, tools and words. */
  readonly house: SwitchboardParts
  /** The carrier is told where to connect, and has this long for it. */
  readonly lineComesWithinMs: number
  /** What happened before the call came to us; absent for a new one. */
  readonly restored?: RestoredCall
  /** The call is over, or not ours any more. */
  readonly onGone: () => void
}
