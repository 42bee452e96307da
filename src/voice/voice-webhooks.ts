import { z } from 'zod'
import type { FinalCallStatus } from '../calls/call.ts'
import type { FormFields } from '../twilio/signature.ts'

/** The fields of a voice webhook that we use; everything else that comes along is left alone. */
const VoiceFields = z.object({
  CallSid: z.string().min(1).max(64),
  CallStatus: z.string().default(''),
  Direction: z.string().default('inbound'),
  From: z.string().max(100).default('unknown'),
  To: z.string().max(100).default('unknown'),
  SessionStatus: z.string().optional(),
  CallDuration: z.coerce.number().int().min(0).catch(0),
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

/** What a signed webhook without a call is told. */
export const notAboutACall = {
  error: { code: 'call-missing', message: 'The request names no call: CallSid is missing' },
}
