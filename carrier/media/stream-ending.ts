import type { SocketClosing, SocketEnd } from '../server-socket.ts'

/** How a media stream ended. */
export type StreamEnding =
  /** The call is over, or was led elsewhere. */
  | { readonly by: 'call' }
  | { readonly by: 'server'; readonly error: StreamError }
  | { readonly by: 'fault'; readonly error: StreamError }

/** As Twilio numbers it. `why` is what only the trace tells. */
export interface StreamError {
  readonly code: number
  readonly message: string
  readonly why: string
}

export function endingOf({ code, cause, fault }: SocketClosing): StreamEnding {
  const [errorCode, message] = errors[cause]
  const error = { code: errorCode, message, why: fault ?? `closed with ${code}` }
  return { by: cause === 'closed' ? 'server' : 'fault', error }
}

export const badAddress: StreamEnding = {
  by: 'fault',
  error: { code: 11_100, message: 'Invalid URL format', why: 'never connected' },
}

const errors: Readonly<Record<SocketEnd, readonly [number, string]>> = {
  'timed-out': [31_901, 'Stream - WebSocket - Connection Timeout'],
  'not-connected': [31_902, 'Stream - WebSocket - Connection Refused'],
  broken: [31_903, 'Stream - WebSocket - Connection Broken Pipe'],
  'upgrade-refused': [31_920, 'Stream - WebSocket - Handshake Error'],
  closed: [31_921, 'Stream - WebSocket - Close Error'],
}
