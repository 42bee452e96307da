import { z } from 'zod'
import type { IncomingCall } from '../calls/answered-call.ts'
import type { FinalCallStatus } from '../calls/call.ts'
import type { FormFields } from '../twilio/signature.ts'

/** Text that is cut where it is too long to be of use, and left out where it is no text. */
const text = (longest: number) =>
  z
    .string()
    .transform((value) => value.slice(0, longest))
    .optional()
    .catch(undefined)

/** Whoever is on the phone. The address of a SIP phone may be long; nobody is turned away for that. */
const party = z
  .string()
  .transform((value) => value.slice(0, 100))
  .catch('unknown')

const count = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .catch(0)

const confidence = z
  .string()
  .regex(/^(0|1|0?\.\d+|1\.0+|0\.\d+)$/)
  .transform(Number)
  .optional()
  .catch(undefined)

/** The fields of a voice webhook that we use; everything else that comes along is left alone. */
const VoiceFields = z.object({
  CallSid: z.string().min(1).max(64),
  CallStatus: z.string().catch(''),
  Direction: z.string().catch('inbound'),
  From: party,
  To: party,
  ParentCallSid: text(64),
  // Of a session that is over.
  SessionStatus: text(40),
  SessionId: text(64),
  ErrorCode: text(20),
  ErrorMessage: text(300),
  ErrorUrl: text(500),
  // Of what a caller said or keyed in.
  SpeechResult: text(10_000),
  Confidence: confidence,
  Digits: text(100),
  // Of a phone that was rung.
  DialCallStatus: text(40),
  DialBridged: text(10),
  DialCallDuration: count,
  // Of a call's end.
  CallDuration: count,
  Timestamp: text(100),
})

export type VoiceFields = z.infer<typeof VoiceFields>

/** `undefined`: signed, but not about a call. */
export function parseVoiceFields(fields: FormFields): VoiceFields | undefined {
  return VoiceFields.safeParse({ ...fields }).data
}

const finalStatuses: ReadonlyMap<string, FinalCallStatus> = new Map(
  (['completed', 'failed', 'busy', 'no-answer', 'canceled'] as const).map((one) => [one, one]),
)

/** The final status that the carrier reports, or `undefined` while the call goes on. */
export function finalStatusOf({ CallStatus }: VoiceFields): FinalCallStatus | undefined {
  return finalStatuses.get(CallStatus)
}

/** A phone that was rung for a caller, as a part of the caller's call. */
export function isPartOfAnother({ Direction, ParentCallSid = '' }: VoiceFields): boolean {
  return Direction === 'outbound-dial' || ParentCallSid !== ''
}

/** The call that a webhook is about, as the carrier knows it. */
export function callOf(
  fields: VoiceFields,
): Pick<IncomingCall, 'sid' | 'direction' | 'from' | 'to'> {
  return {
    sid: fields.CallSid,
    direction: fields.Direction.startsWith('outbound') ? 'outbound' : 'inbound',
    from: fields.From,
    to: fields.To,
  }
}

/** What a signed webhook without a call is told. */
export const notAboutACall = {
  error: { code: 'call-missing', message: 'The request names no call: CallSid is missing' },
}
