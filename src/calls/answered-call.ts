import type { Agent } from '../agents/agent.ts'
import type { NewCall } from './call-book.ts'
import type { Call, CallChannel } from './call.ts'
import type { Opening } from './talk.ts'

export interface IncomingCall extends Pick<NewCall, 'sid' | 'direction' | 'from' | 'to'> {
  /** Our own id of a call that we placed, where the carrier brings it back. */
  readonly placedAs?: string | undefined
  /** Overrules the agent's channel. */
  readonly channel?: CallChannel | undefined
}

/** A call that an agent answers: what the carrier is told about it. */
export interface AnsweredCall {
  readonly call: Call
  readonly agent: Agent
  /** The agent's first words on this line. */
  readonly opening: Opening
  readonly channel: CallChannel
  /** The caller has to agree first, before a model hears a word. */
  readonly asksConsent?: boolean
  /** Another process has answered it, and is talking with the caller for all we know. */
  readonly isElsewhere?: boolean
}
