import type { CarrierAccount } from './account.ts'
import type { Call } from './call.ts'
import { twilioDate } from './twilio-date.ts'

/** The parameters that every webhook of a call carries, with the state that the call is in now. */
export function callParameters(
  call: Pick<Call, 'sid' | 'from' | 'to' | 'state' | 'direction' | 'parentSid'>,
  { accountSid }: CarrierAccount,
): Record<string, string> {
  const caller = { ...numberFields('From', call.from), ...numberFields('Caller', call.from) }
  const called = { ...numberFields('To', call.to), ...numberFields('Called', call.to) }
  return {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    CallSid: call.sid,
    CallStatus: call.state().status,
    Direction: call.direction,
    ...caller,
    ...called,
    ...(call.parentSid !== undefined && { ParentCallSid: call.parentSid }),
    ...(call.direction === 'inbound' && { StirVerstat: 'TN-Validation-Passed-A' }),
  }
}

/** What the first request of a call carries on top. */
export function inboundParameters(tokenHex: string): Record<string, string> {
  return { CallToken: JSON.stringify({ parentCallInfoToken: tokenHex }) }
}

/** What a status callback carries on top. Of the end it also says how long the call was. */
export function progressParameters(
  call: Pick<Call, 'state' | 'direction'>,
  { sequenceNumber, at }: { sequenceNumber: number; at: Date },
): Record<string, string> {
  const state = call.state()
  return {
    Timestamp: twilioDate(at),
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(sequenceNumber),
    ...('talkedMs' in state && durations(talkedSeconds(state))),
    ...('talkedMs' in state &&
      call.direction !== 'inbound' && { SipResponseCode: String(state.sipResponseCode) }),
  }
}

/** Begun seconds count as whole ones. */
export function talkedSeconds({ talkedMs }: { talkedMs: number }): number {
  return Math.ceil(talkedMs / 1000)
}

function durations(seconds: number) {
  return { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) }
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
