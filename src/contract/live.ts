import { z } from 'zod'
import { CallEvent, CallSummary, TranscriptLine } from './calls.ts'

/** What a dashboard sends on `WS /live`. Without `callSid`, it is about every call. */
export const LiveRequest = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call_status'), callSid: z.string().max(64).optional() }),
  z.object({ type: z.literal('live_transcript'), callSid: z.string().max(64) }),
  z.object({ type: z.literal('unsubscribe'), callSid: z.string().max(64).optional() }),
])

/**
 * What `WS /live` sends. `status_update` comes when a call begins, changes what it is doing, or ends;
 * `transcript` holds the whole line as of now: a line with the same `turn` and `speaker` replaces the one
 * before (the agent's words grow while they are being heard). On subscribing the present state is sent.
 */
export const LiveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('status_update'), callSid: z.string(), call: CallSummary }),
  z.object({
    type: z.literal('transcript'),
    callSid: z.string(),
    line: TranscriptLine,
    final: z.boolean(),
  }),
  z.object({
    type: z.literal('tool'),
    callSid: z.string(),
    tool: z.string(),
    /** `asked`: it is done when the caller has said yes to `summary`. */
    state: z.enum(['running', 'done', 'refused', 'asked']),
    summary: z.string(),
  }),
  /** Something got in the way of the call: a brain, its line, or where it is written down. */
  z.object({ type: z.literal('incident'), callSid: z.string(), event: CallEvent }),
  z.object({
    type: z.literal('notice'),
    tone: z.enum(['info', 'warning']),
    message: z.string(),
  }),
  z.object({ type: z.literal('error'), message: z.string() }),
])

export type LiveRequest = z.infer<typeof LiveRequest>
export type LiveEvent = z.infer<typeof LiveEvent>
