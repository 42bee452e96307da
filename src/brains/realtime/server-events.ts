import { z } from 'zod'
import { tokenCount } from '../token-count.ts'

/**
 * What a Realtime server tells us, as far as it concerns a call. Fields that we do not use are not looked at,
 * and what may be missing without harm may be missing.
 */
export type ServerEvent = z.infer<typeof Known> | IgnoredEvent | UnknownEvent

/** Known, and of no use to us but for the sign of life. */
export interface IgnoredEvent {
  readonly type: 'ignored'
  readonly responseId: string | undefined
}

export interface UnknownEvent {
  readonly type: 'unknown'
  readonly reason: string
}

const name = z.string().min(1)
const maybe = z.string().nullish().catch(undefined)
const tokens = z.unknown().optional().transform(tokenCount)
const position = z.number().nonnegative().nullish().catch(undefined)

const Usage = z.object({
  input_tokens: tokens,
  output_tokens: tokens,
  input_token_details: z
    .object({
      text_tokens: tokens,
      audio_tokens: tokens,
      cached_tokens: tokens,
      cached_tokens_details: z.object({ audio_tokens: tokens }).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
  output_token_details: z.object({ audio_tokens: tokens }).nullish().catch(undefined),
})

const Problem = z.object({ type: maybe, code: maybe })

const Item = z.object({
  id: name,
  type: maybe,
  status: maybe,
  call_id: maybe,
  name: maybe,
  arguments: maybe,
})

const Response = z.object({
  id: name,
  status: maybe,
  status_details: z
    .object({ reason: maybe, error: Problem.nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
  output: z.array(Item.nullable().catch(null)).nullish().catch(undefined),
  usage: Usage.nullish().catch(undefined),
  metadata: z.record(z.string(), z.unknown()).nullish().catch(undefined),
})

const inResponse = { response_id: name }
const ofItem = { item_id: name }
const transcribed = { ...ofItem }

const Known = z.discriminatedUnion('type', [
  z.object({ type: z.literal('session.updated') }),
  z.object({
    type: z.literal('error'),
    error: Problem.extend({ message: maybe, param: maybe, event_id: maybe }),
  }),
  z.object({
    type: z.literal('input_audio_buffer.speech_started'),
    ...ofItem,
    audio_start_ms: position,
  }),
  z.object({
    type: z.literal('input_audio_buffer.speech_stopped'),
    ...ofItem,
    audio_end_ms: position,
  }),
  z.object({ type: z.literal('input_audio_buffer.committed'), ...ofItem }),
  z.object({
    type: z.literal('conversation.item.input_audio_transcription.completed'),
    ...transcribed,
    transcript: z.string(),
    languages: z
      .array(z.object({ code: maybe }))
      .nullish()
      .catch(undefined),
    usage: Usage.partial().extend({ seconds: position }).nullish().catch(undefined),
  }),
  z.object({
    type: z.literal('conversation.item.input_audio_transcription.failed'),
    ...transcribed,
    error: Problem.nullish().catch(undefined),
  }),
  z.object({ type: z.literal('response.created'), response: Response }),
  z.object({ type: z.literal('response.output_item.added'), ...inResponse, item: Item }),
  z.object({ type: z.literal('response.output_item.done'), ...inResponse, item: Item }),
  z.object({
    type: z.literal('response.output_audio.delta'),
    ...inResponse,
    ...ofItem,
    delta: z.string(),
  }),
  z.object({
    type: z.literal('response.output_audio_transcript.delta'),
    ...inResponse,
    delta: z.string(),
  }),
  z.object({
    type: z.literal('response.function_call_arguments.done'),
    ...inResponse,
    ...ofItem,
    call_id: maybe,
    name: maybe,
    arguments: maybe,
  }),
  z.object({ type: z.literal('response.done'), response: Response }),
  z.object({
    type: z.literal('rate_limits.updated'),
    rate_limits: z.array(
      z.object({ name: maybe, remaining: z.number().nullish().catch(undefined) }),
    ),
  }),
])

const known: ReadonlySet<string> = new Set(Known.options.map(({ shape }) => shape.type.value))

/** The rest of what the protocol has for a call on a WebSocket. */
const ofNoUse =
  /^(session\.created|conversation\.(created|item\.(created|added|done|retrieved|truncated|deleted|input_audio_transcription\.(delta|segment)))|input_audio_buffer\.(cleared|timeout_triggered)|response\.(content_part\.(added|done)|output_audio\.done|output_audio_transcript\.done|output_text\.(delta|done)|function_call_arguments\.delta))$/

const AnyEvent = z.object({ type: z.string(), response_id: maybe })

export function parseServerEvent(frame: string): ServerEvent {
  const json = jsonIn(frame)
  const any = AnyEvent.safeParse(json)
  if (!any.success) return { type: 'unknown', reason: 'an event that is no event' }
  const { response_id: responseId, type } = any.data
  if (ofNoUse.test(type)) return { type: 'ignored', responseId: responseId ?? undefined }
  const inWords = type.slice(0, 80).replaceAll(/[^\w.]/g, '?')
  if (!known.has(type)) return { type: 'unknown', reason: `an event of the kind ${inWords}` }
  const event = Known.safeParse(json)
  if (event.success) return event.data
  const at = event.error.issues[0]?.path.join('.') ?? ''
  return { type: 'unknown', reason: `an event ${inWords} whose ${at} is wrong` }
}

function jsonIn(frame: string): unknown {
  try {
    return JSON.parse(frame)
  } catch {
    return undefined
  }
}

export type ServerResponse = z.infer<typeof Response>
export type ServerItem = z.infer<typeof Item>
export type ServerUsage = z.infer<typeof Usage>
export type TranscriptUsage = NonNullable<
  EventOf<'conversation.item.input_audio_transcription.completed'>['usage']
>
export type ServerProblem = EventOf<'error'>['error']
export type EventOf<T extends ServerEvent['type']> = Extract<ServerEvent, { readonly type: T }>
