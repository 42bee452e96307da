import type { CallEvent } from '../call.ts'

/** What the carrier tells a phone. */
export type PhoneEvent =
  | {
      readonly type: 'call-status'
      readonly callSid: string
      readonly status: string
      readonly reason?: string
    }
  | { readonly type: 'agent-speaking'; readonly on: boolean }
  /** `text` was just heard; `spokenText` is all that was heard of what the agent is saying. */
  | { readonly type: 'heard'; readonly text: string; readonly spokenText: string }
  | { readonly type: 'interrupted' }
  /** How to talk from now on: each call begins with words. */
  | { readonly type: 'line'; readonly kind: 'words' | 'sound' }
  | { readonly type: 'incoming'; readonly callSid: string; readonly from: string }
  /** It rings no longer, and was not answered here. */
  | { readonly type: 'incoming-ended'; readonly callSid: string }
  | { readonly type: 'error'; readonly message: string }

/**
 * What is being heard, in base64: µ-law at 8 kHz. It has no number and is told to nobody who was away: sound that
 * comes late is worth nothing.
 */
export interface SoundEvent {
  readonly type: 'sound'
  readonly sound: string
}

/** As it goes over the socket: numbered from 1, so that a phone that comes back can tell what it has had. */
export type NumberedEvent = PhoneEvent & { readonly seq: number }

/** What the carrier tells of the socket itself. */
export type LineEvent =
  /** The first word on every socket. With the token another socket takes this phone over; it is a secret. */
  | { readonly type: 'connected'; readonly resumeToken: string }
  /** The phone is as it was; its requests up to this number have been read. What it missed follows. */
  | { readonly type: 'resumed'; readonly readUpTo: number }
  /** There is no such phone any more: it was away too long. */
  | { readonly type: 'not-resumed' }

/** What of a call its phone is told, in the phone's words; nothing for what only tests watch. */
export function phoneEventOf(event: CallEvent, callSid: string): PhoneEvent | undefined {
  switch (event.type) {
    case 'status': {
      const { state } = event
      const status = { type: 'call-status', callSid, status: state.status } as const
      return 'reason' in state ? { ...status, reason: state.reason } : status
    }
    case 'agent-speaking':
    case 'heard':
    case 'interrupted':
    case 'line':
      return event
    default:
      return undefined
  }
}
