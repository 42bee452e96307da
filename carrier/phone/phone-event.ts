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
  | { readonly type: 'incoming'; readonly callSid: string; readonly from: string }
  /** It rings no longer, and was not answered here. */
  | { readonly type: 'incoming-ended'; readonly callSid: string }
  | { readonly type: 'error'; readonly message: string }

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
      return event
    default:
      return undefined
  }
}
