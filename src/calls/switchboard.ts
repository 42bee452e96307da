import type { Agent } from '../agents/agent.ts'
import type { AnsweredCall, IncomingCall } from './answered-call.ts'
import type { AudioLine } from './audio-line.ts'
import type { CallSummary } from './call-archive.ts'
import type { CallSettlement, NewCall } from './call-book.ts'
import type { SpokenLine } from './call-event.ts'
import type { Call } from './call.ts'
import type { CallerLine } from './caller-line.ts'
import type { ConsentAnswer } from './consent.ts'
import type { Conversation } from './conversation.ts'
import type { Joining } from './held-call.ts'
import type { EndedSession, NextStep, TriedTransfer } from './next-step.ts'
import type { SpokenTalk } from './talk.ts'

/** The calls of this process: it answers them, joins them to a line, and knows them until they end. */
export interface Switchboard {
  /**
   * Answers a call, or tells again how it was answered. Records that are away are no reason not to.
   * `over`: the call has ended already; `closing`: this process takes no more calls.
   */
  answer(incoming: IncomingCall): Promise<AnsweredCall | 'over' | 'closing'>
  /**
   * Makes a call that another process had this one's own, with everything that was said in it. True also for
   * a call that is here already; false for one that nobody knows, or that is over. Never rejects.
   */
  takeUp(sid: string): Promise<boolean>
  /** Whether this process has the call, and nobody has taken it over as far as it knows. */
  has(sid: string): boolean
  /** Joins an answered call to its line. `undefined`: the call is not here, or has a line. */
  connect(sid: string, line: CallerLine, joining?: Joining): Conversation | undefined
  /**
   * Joins an answered call to its line of sound. `undefined`: the call is not here, has a line, is not on the
   * channel `media`, or nobody here speaks on it.
   */
  connectAudio(sid: string, line: AudioLine, joining?: Joining): SpokenTalk | undefined
  /**
   * How a call goes on whose session with the agent is over, or broke. Asking twice gives the same step.
   * `instead`: from now on the call is on this channel, because the one that it had does not work.
   */
  goOn(sid: string, session: EndedSession): Promise<NextStep>
  /** What the caller answers who was asked whether a model may listen. Telling it twice is telling it once. */
  consentAnswered(sid: string, answer: ConsentAnswer): Promise<NextStep>
  /** What came of ringing one person, and what comes next. Telling it twice is telling it once. */
  transferTried(sid: string, tried: TriedTransfer): Promise<NextStep>
  /** The person whose phone rings for this call has said yes, and is put through. */
  personTookCall(sid: string): Promise<void>
  /** A call that is about to be placed: it may be picked up before the carrier has told us its name. */
  announce(call: AnnouncedCall): void
  /** A call that we have placed, and that now rings somewhere. `undefined`: it is over already. */
  expect(placed: PlacedOutbound): Promise<CallSummary | undefined>
  /** What the carrier says became of a call; safe to repeat, late and in any order. */
  settle(settlement: ReportedEnd): Promise<'settled' | 'unknown-call'>
  /** Calls that are going on, as of now. */
  summaries(): readonly CallSummary[]
  /** The transcript so far of a call that is going on. */
  linesOf(sid: string): readonly SpokenLine[]
  /**
   * Takes no more calls, and lets go of those that are going on at the end of a turn: another process goes on
   * with them, or their callers are told so. Waits until that is written down, for half a minute at most.
   */
  close(): Promise<void>
  /** How many calls, going on or over, wait to be written down because they cannot be. */
  readonly callsNotRecorded: number
  /** How many calls, going on or over, are written to this machine until the database is back. */
  readonly callsKeptLocally: number
  /** Whether this process still writes the call down, also when it is over. */
  isBeingWritten(sid: string): boolean
  readonly isClosing: boolean
}

export interface AnnouncedCall {
  readonly callId: string
  /** What the agent opens with after the notice that it is a machine; `undefined`: its usual greeting. */
  readonly openingWords: string | undefined
  readonly ringSeconds: number
}

export interface PlacedOutbound extends AnnouncedCall, Pick<NewCall, 'sid' | 'from' | 'to'> {
  readonly agent: Agent
}

/** A final status as the carrier reports it, with what is needed to write down a call nobody knows. */
export interface ReportedEnd extends CallSettlement {
  readonly direction: Call['direction']
  readonly from: string
  readonly to: string
}
