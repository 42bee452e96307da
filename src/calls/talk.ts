import type { AudioLineListener } from './audio-line.ts'
import type { LeavingReason } from './caller-line.ts'
import type { CallChannel } from './call.ts'
import type { Transfer } from './tool.ts'

/** A conversation with a caller over one line, whatever it is made of. */
export interface Talk {
  /** What is said first. */
  readonly opening: Opening
  /** The line is gone. Told more than once, it counts once. */
  lineClosed(by: 'caller' | 'agent' | 'fault'): void
  /**
   * The next moment in which nobody speaks and nothing is being answered; at once when it is such a moment, or
   * the line has closed.
   */
  turnEnds(): Promise<void>
  /** Says these words as the last ones, and ends the call when they were heard. */
  closeWith(words: string): void
  /** Lets go of the line: what was heard so far is written down, and the call goes on without us. */
  leave(why: LeavingReason): void
  /** Settles when the line has closed and every tool that it began is done. Never rejects. */
  readonly ended: Promise<SessionEnd>
}

/** A talk in sound: the line tells it what the caller says and does. */
export interface SpokenTalk extends Talk, AudioLineListener {}

/** How a line came to its end, and whom the agent has handed the caller to. */
export interface SessionEnd {
  readonly by: 'caller' | 'agent' | 'fault'
  readonly transfer: Transfer | undefined
  /** Nobody can speak on this channel any more; the call goes on on that one. */
  readonly instead?: CallChannel
}

export interface Opening {
  /**
   * Who is speaking, and that it is a machine: said again when it was not heard to its end. Empty: the
   * caller has heard it in this call.
   */
  readonly notice: string
  /** Everything that is spoken first. */
  readonly words: string
}
