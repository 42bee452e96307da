import { z } from 'zod'
import { PageQuery, pageOf } from './paging.ts'

export const CallStatus = z.enum(['active', 'completed', 'failed', 'busy', 'no-answer', 'canceled'])
export const CallPhase = z.enum([
  'ringing',
  'listening',
  'thinking',
  'using-tool',
  'speaking',
  'ending',
  'transferring',
  'reconnecting',
])
export const CallOutcome = z.enum([
  'emergency',
  'transferred',
  'do-not-call',
  'callback-scheduled',
  'message-taken',
  'details-saved',
  'talked',
  'no-conversation',
])
export const CallFlag = z.enum([
  'claim-without-receipt',
  'not-recorded',
  'heard-in-doubt',
  'fallback-used',
])

export const CallQuery = PageQuery.extend({
  status: CallStatus.optional(),
  phoneNumber: z.string().max(40).optional(),
})

export const CallSummary = z
  .object({
    id: z.uuid(),
    callSid: z.string(),
    direction: z.enum(['inbound', 'outbound']),
    channel: z.enum(['relay', 'media', 'gather']),
    from: z.string(),
    to: z.string(),
    customerId: z.uuid().nullable(),
    callerName: z.string().nullable(),
    status: CallStatus,
    phase: CallPhase.nullable(),
    outcome: CallOutcome.nullable(),
    flags: z.array(CallFlag),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    durationSeconds: z.number().int().nullable(),
    lastWords: z.string().nullable(),
  })
  .meta({ id: 'CallSummary' })

const Unheard = z
  .boolean()
  .describe('The caller spoke, and the words could not be made out: there are none here')

export const CallMessage = z
  .object({
    id: z.uuid(),
    role: z.enum(['user', 'assistant', 'system']),
    content: z.string(),
    timestamp: z.iso.datetime().describe('When it was said'),
    isUnheard: Unheard.optional(),
  })
  .meta({ id: 'CallMessage' })

export const CallReceipt = z
  .object({
    kind: z.string(),
    reference: z.string(),
    summary: z.string(),
    facts: z.record(z.string(), z.string()),
  })
  .meta({ id: 'CallReceipt' })

export const CallToolUse = z
  .object({
    turn: z.number().int(),
    tool: z.string(),
    arguments: z.unknown(),
    at: z.iso.datetime(),
    tookMs: z.number().nullable(),
    receipt: CallReceipt.nullable(),
    refusal: z.object({ reason: z.string(), detail: z.string() }).nullable(),
  })
  .meta({ id: 'CallToolUse' })

/** Where the milliseconds of a turn went. `null`: the channel does not tell, or it did not happen. */
export const CallTurnLatency = z
  .object({
    turn: z.number().int(),
    brainFirstWordMs: z
      .number()
      .nullable()
      .describe('From the end of the speech being known to the first word of the model'),
    toolsMs: z.number().describe('Spent in tools before the first word'),
    durableMs: z.number().describe('Until the words of the caller were written down'),
    firstWordSentMs: z
      .number()
      .nullable()
      .describe('From the end of the speech being known to the first word leaving'),
    firstWordHeardMs: z
      .number()
      .nullable()
      .describe('From the end of the speech to the first audible word of the answer'),
    detectionMs: z
      .number()
      .nullable()
      .describe('From the end of the speech until it was known, or its words were there'),
    playbackMs: z.number().nullable().describe('From the first word leaving to its being audible'),
    fillerHeardMs: z
      .number()
      .nullable()
      .describe('From the end of the speech to a filler such as “One moment, please”'),
  })
  .meta({ id: 'CallTurnLatency' })

export const CallEvent = z
  .object({
    seq: z.number().int(),
    at: z.iso.datetime(),
    kind: z.string(),
    payload: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'CallEvent' })

/** One line of the transcript: what was said and, for the agent, what of it was heard. */
export const TranscriptLine = z
  .object({
    turn: z.number().int(),
    speaker: z.enum(['caller', 'agent']),
    text: z.string(),
    planned: z.string().nullable().describe('What the agent meant to say, when it was cut short'),
    interrupted: z.boolean(),
    isUnheard: Unheard.optional(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'TranscriptLine' })

export const CallDetail = CallSummary.extend({
  transcript: z.array(TranscriptLine).describe('In the order of speaking'),
  messages: z.array(CallMessage).describe('In the order of speaking'),
  events: z.array(CallEvent),
  tools: z.array(CallToolUse),
  latency: z.array(CallTurnLatency),
  costs: z.array(z.object({ category: z.string(), microUsd: z.number().int() })),
}).meta({ id: 'CallDetail' })

/** Calls somebody: `POST /api/calls`. */
export const PlaceCall = z
  .object({
    to: z.string().trim().min(1).max(40).describe('The number, such as +12025550123'),
    opening: z
      .string()
      .trim()
      .max(300)
      .optional()
      .describe('What the agent opens with after saying that it is an AI; otherwise its greeting'),
  })
  .meta({ id: 'PlaceCall' })

/** What became of `POST /api/calls/:id/hang-up`. The call itself ends a moment later. */
export const HangUp = z
  .object({ state: z.enum(['hanging-up', 'over']).describe('`over`: it had ended already') })
  .meta({ id: 'HangUp' })

export const CallPage = pageOf(CallSummary).meta({ id: 'CallPage' })

export type CallStatus = z.infer<typeof CallStatus>
export type CallPhase = z.infer<typeof CallPhase>
export type CallSummary = z.infer<typeof CallSummary>
export type CallDetail = z.infer<typeof CallDetail>
export type PlaceCall = z.infer<typeof PlaceCall>
export type HangUp = z.infer<typeof HangUp>
export type CallPage = z.infer<typeof CallPage>
export type CallToolUse = z.infer<typeof CallToolUse>
export type CallTurnLatency = z.infer<typeof CallTurnLatency>
export type CallEvent = z.infer<typeof CallEvent>
export type TranscriptLine = z.infer<typeof TranscriptLine>
