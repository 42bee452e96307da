import type { Call } from '../call.ts'

/** The first message of a relay session. */
export function setupMessage({
  call,
  accountSid,
  sessionId,
  customParameters,
  freshlyAnswered,
}: {
  call: Pick<Call, 'sid' | 'from' | 'to' | 'direction' | 'parentSid'>
  accountSid: string
  sessionId: string
  customParameters: Readonly<Record<string, string>>
  freshlyAnswered: boolean
}) {
  return {
    type: 'setup',
    sessionId,
    accountSid,
    callSid: call.sid,
    parentCallSid: call.parentSid ?? '',
    from: call.from,
    to: call.to,
    forwardedFrom: '',
    callerName: '',
    direction: call.direction,
    callType: 'PSTN',
    callStatus: freshlyAnswered ? 'RINGING' : 'IN_PROGRESS',
    customParameters,
  }
}
