/** How a relay session ended, as the action of `<Connect>` reports it. */
export type RelayEnding =
  /** The server asked for the end. */
  | { readonly status: 'ended'; readonly handoffData: string | undefined }
  /** The caller hung up. */
  | { readonly status: 'completed' }
  | {
      readonly status: 'failed'
      readonly errorCode: number
      readonly errorMessage: string
      /** What only the trace tells. */
      readonly why: string
    }

/** `fault` says in words why a socket broke, or never opened. */
export function connectionFailed({
  code,
  fault,
  quirks,
}: {
  code: number
  fault: string | undefined
  quirks: { readonly closedSessionErrorCode: number }
}): RelayEnding {
  return {
    status: 'failed',
    errorCode: code === brokenOff ? networkFailed : quirks.closedSessionErrorCode,
    errorMessage: 'Network connection to WebSocket server failed.',
    why: fault ?? `closed with ${code}`,
  }
}

const networkFailed = 39_001
/** What a socket is closed with that ended without a closing word. */
const brokenOff = 1006

export const tooManyInvalidMessages: RelayEnding = {
  status: 'failed',
  errorCode: 64_105,
  errorMessage: 'The WebSocket server sent too many messages in a row that were not valid.',
  why: 'closed with 1007',
}

export function badAttributes(problem: string): RelayEnding {
  return {
    status: 'failed',
    errorCode: 64_101,
    errorMessage: `The attributes of ConversationRelay are not valid: ${problem}.`,
    why: 'never connected',
  }
}

/** The fields that the action's request carries on top of the call's own. */
export function endingParameters(ending: RelayEnding): Record<string, string> {
  const status = { SessionStatus: ending.status }
  if (ending.status === 'failed') {
    return { ...status, ErrorCode: String(ending.errorCode), ErrorMessage: ending.errorMessage }
  }
  if (ending.status === 'completed' || ending.handoffData === undefined) return status
  return { ...status, HandoffData: ending.handoffData }
}
