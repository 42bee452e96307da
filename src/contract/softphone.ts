import { z } from 'zod'

/** What the browser's phone sends on `WS /softphone`. */
export const PhoneRequest = z.discriminatedUnion('type', [
  z.object({ type: z.literal('dial'), from: z.string().max(20).optional() }),
  z.object({ type: z.literal('say'), text: z.string().min(1).max(4000) }),
  z.object({ type: z.literal('press'), digits: z.string().regex(/^[0-9*#]{1,32}$/) }),
  z.object({ type: z.literal('hang-up') }),
  /** From now on calls to this number ring here. */
  z.object({ type: z.literal('wait-for-calls'), number: z.string().regex(/^\+[1-9]\d{6,14}$/) }),
  z.object({ type: z.literal('answer') }),
  z.object({ type: z.literal('decline') }),
])

/** What the carrier tells the browser's phone. */
export const PhoneEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('call-status'),
    callSid: z.string(),
    status: z.string(),
    reason: z.string().optional(),
  }),
  z.object({ type: z.literal('agent-speaking'), on: z.boolean() }),
  z.object({ type: z.literal('heard'), text: z.string(), spokenText: z.string() }),
  z.object({ type: z.literal('interrupted') }),
  z.object({ type: z.literal('incoming'), callSid: z.string(), from: z.string() }),
  /** It rings no longer, and was not answered here. */
  z.object({ type: z.literal('incoming-ended'), callSid: z.string() }),
  z.object({ type: z.literal('error'), message: z.string() }),
])

export type PhoneRequest = z.infer<typeof PhoneRequest>
export type PhoneEvent = z.infer<typeof PhoneEvent>
