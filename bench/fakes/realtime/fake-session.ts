import type { MindItem } from './mind.ts'
import type { SessionSettings } from './session-settings.ts'

/** One session of the fake, as a test sees it and stirs it. */
export interface FakeSession {
  /** Which one, from 0 on; refused handshakes are none. */
  readonly index: number
  readonly id: string
  readonly model: string
  /** As configured by now, with the vendor's own settings where nothing was asked for. */
  readonly settings: SessionSettings
  /** Whether `session.updated` was sent. */
  readonly isConfigured: boolean
  /** The conversation as the model has it. */
  readonly items: readonly MindItem[]
  /** All words that were heard as sound since the beginning. */
  readonly heard: string
  /** How much sound was received, in milliseconds. */
  readonly appendedMs: number
  /** The sound itself, when `keepsSound` was asked for. */
  readonly appended: Buffer
  readonly responses: readonly FakeResponse[]
  /** The most responses that were ever in the making at once, those out of band included. */
  readonly mostResponsesAtOnce: number
  /** What the client did that the real server answers with an error, or suffers from. Tests expect none. */
  readonly violations: readonly Violation[]
  /** Everything the client sent, sound left out, in order. */
  readonly received: readonly Readonly<Record<string, unknown>>[]
  /** The types of everything that was sent, in order. */
  readonly sent: readonly string[]
  /** How the socket was closed; `undefined` while it is open. */
  readonly closed: SessionClosing | undefined

  /** Sends something beyond what it would by itself: objects as JSON, text as it is, buffers as binary. */
  sends(frame: object | string | Buffer): void
  /** An `error` event that the session survives. */
  reports(error: { readonly code: string; readonly type?: string; readonly message?: string }): void
  /** Its time is over: `session_expired`, and closed with 1001. */
  expires(): void
  /** Closes with this code; 1006: cuts the connection without a closing word. */
  closes(code: number, reason?: string): void
  /** Sends nothing any more, and stays open. */
  fallsSilent(): void
  /** Reads and answers nothing any more, not even a ping, and stays open. */
  stalls(): void
  /**
   * Waits until `look` finds something (anything but `undefined` and `false`), for so long in real time.
   * @throws {Error} with the session's events when it does not.
   */
  until<Found>(
    look: (session: FakeSession) => Found | undefined | false,
    withinMs?: number,
  ): Promise<Found>
}

export interface FakeResponse {
  readonly id: string
  readonly isOutOfBand: boolean
  readonly metadata: Readonly<Record<string, string>> | undefined
  readonly instructions: string | undefined
  readonly status: 'in_progress' | 'completed' | 'cancelled' | 'failed' | 'incomplete'
  /** Why it was cancelled or is incomplete. */
  readonly reason: string | undefined
  /** The item that is spoken, once there is one. */
  readonly itemId: string | undefined
  /** The words of which the sound was sent. */
  readonly text: string
  /** How much sound was sent, in milliseconds. */
  readonly soundMs: number
  /** Up to where the caller heard it, when the client told so. */
  readonly truncatedAtMs: number | undefined
}

export interface Violation {
  /** The code of the error the client was answered with, or a name for what has no error. */
  readonly code: string
  readonly message: string
  /** The type of the client's event; empty where it had none. */
  readonly event: string
}

export interface SessionClosing {
  readonly by: 'client' | 'server'
  readonly code: number
}
