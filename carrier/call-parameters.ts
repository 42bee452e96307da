import type { CarrierAccount } from './account.ts'
import type { Call, CallState } from './call.ts'

/** The parameters that every webhook of a call carries, with the state that the call is in now. */
export function callParameters(
  call: Pick<Call, 'sid' | 'from' | 'to' | 'state'>,
  { accountSid }: CarrierAccount,
): Record<string, string> {
  const caller = { ...numberFields('From', call.from), ...numberFields('Caller', call.from) }
  const called = { ...numberFields('To', call.to), ...numberFields('Called', call.to) }
  return {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    CallSid: call.sid,
    CallStatus: call.state().status,
    Direction: 'inbound',
    ...caller,
    ...called,
    StirVerstat: 'TN-Validation-Passed-A',
  }
}

/** What the first request of a call carries on top. */
export function inboundParameters(tokenHex: string): Record<string, string> {
  return { CallToken: JSON.stringify({ parentCallInfoToken: tokenHex }) }
}

/** What the number's status callback carries on top when the call is over. */
export function completedParameters(state: CallState, at: Date): Record<string, string> {
  const seconds = 'talkedMs' in state ? Math.ceil(state.talkedMs / 1000) : 0
  return {
    CallDuration: String(seconds),
    Duration: String(Math.ceil(seconds / 60)),
    Timestamp: at.toUTCString().replace('GMT', '+0000'),
    CallbackSource: 'call-progress-events',
    SequenceNumber: '0',
  }
}

/** Where a number is from. Only the country is known here; Twilio too leaves the rest empty often. */
function numberFields(role: 'From' | 'Caller' | 'To' | 'Called', number: string) {
  return {
    [role]: number,
    [`${role}City`]: '',
    [`${role}State`]: '',
    [`${role}Zip`]: '',
    [`${role}Country`]: number.startsWith('+1') ? 'US' : '',
  }
}
