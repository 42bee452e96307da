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

const transcriptDelta = 'response.output_audio_transcript.delta'
const known: ReadonlySet<string> = new Set(Known.options.map(({ shape }) => shape.type.value))

/** The rest of what the protocol has for a call on a WebSocket. */
const ofNoUse =
  /^(session\.created|conversation\.(created|item\.(created|added|done|retrieved|truncated|deleted|input_audio_transcription\.(delta|segment)))|input_audio_buffer\.(cleared|timeout_triggered)|response\.(content_part\.(added|done)|output_audio\.done|output_audio_transcript\.done|output_text\.(delta|done)|function_call_arguments\.delta))$/

/** Most events of an answer are of these kinds: they are told by hand, in a tenth of the time. */
const judged = new Map<string, 'of no use' | 'known' | 'unknown'>()
/** A server that makes up kinds of events fills no memory. */
const mostJudged = 200

export function parseServerEvent(frame: string): ServerEvent {
  const json = jsonIn(frame)
  const type = textIn(json, 'type')
  if (type === undefined) return { type: 'unknown', reason: 'an event that is no event' }
  const kind = kindOf(type)
  const responseId = textIn(json, 'response_id')
  if (kind === 'of no use') return { type: 'ignored', responseId }
  if (type === transcriptDelta && responseId) {
    const delta = textIn(json, 'delta')
    if (delta !== undefined) return { type, response_id: responseId, delta }
  }
  return checked(json, type, kind)
}

function checked(json: unknown, type: string, kind: 'known' | 'unknown'): ServerEvent {
  const inWords = type.slice(0, 80).replaceAll(/[^\w.]/g, '?')
  if (kind === 'unknown') return { type: 'unknown', reason: `an event of the kind ${inWords}` }
  const event = Known.safeParse(json)
  if (event.success) return event.data
  const at = event.error.issues[0]?.path.join('.') ?? ''
  return { type: 'unknown', reason: `an event ${inWords} whose ${at} is wrong` }
}

function kindOf(type: string) {
  const before = judged.get(type)
  if (before) return before
  const kind = ofNoUse.test(type) ? 'of no use' : known.has(type) ? 'known' : 'unknown'
  if (judged.size < mostJudged) judged.set(type, kind)
  return kind
}

function textIn(json: unknown, field: string): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  const value: unknown = Reflect.get(json, field)
  return typeof value === 'string' ? value : undefined
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
