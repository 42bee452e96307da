import { RefusedEvent } from './refused-event.ts'
import { responseShape, sessionShape } from './session-shape.ts'
import {
  anything,
  integer,
  isObject,
  object,
  oneOf,
  orNull,
  text,
  type JsonObject,
  type Shape,
} from './shapes.ts'

/** What a client of the general release may send, on a WebSocket. */
export type ClientEvent = { readonly event_id?: string } & (
  | { readonly type: 'session.update'; readonly session: JsonObject }
  | { readonly type: 'input_audio_buffer.append'; readonly audio: string }
  | { readonly type: 'input_audio_buffer.commit' }
  | { readonly type: 'input_audio_buffer.clear' }
  | {
      readonly type: 'conversation.item.create'
      readonly item: JsonObject
      readonly previous_item_id?: string | null
    }
  | { readonly type: 'conversation.item.retrieve'; readonly item_id: string }
  | { readonly type: 'conversation.item.delete'; readonly item_id: string }
  | {
      readonly type: 'conversation.item.truncate'
      readonly item_id: string
      readonly content_index: number
      readonly audio_end_ms: number
    }
  | { readonly type: 'response.create'; readonly response?: ResponseWish }
  | { readonly type: 'response.cancel'; readonly response_id?: string }
)

export interface ResponseWish {
  readonly conversation?: 'auto' | 'none'
  readonly input?: readonly JsonObject[]
  readonly instructions?: string
  readonly tools?: readonly JsonObject[]
  readonly output_modalities?: readonly ('audio' | 'text')[]
  readonly max_output_tokens?: number | 'inf'
  readonly metadata?: Readonly<Record<string, string>> | null
}

const itemName = { item_id: text }

const shapes: Readonly<Record<ClientEvent['type'], Shape>> = {
  'session.update': event({ session: sessionShape }),
  'input_audio_buffer.append': event({ audio: text }),
  'input_audio_buffer.commit': event({}),
  'input_audio_buffer.clear': event({}),
  'conversation.item.create': event({ item: anything }, { previous_item_id: orNull(text) }),
  'conversation.item.retrieve': event(itemName),
  'conversation.item.delete': event(itemName),
  'conversation.item.truncate': event({
    ...itemName,
    content_index: oneOf(0),
    audio_end_ms: integer(0),
  }),
  'response.create': event({}, { response: responseShape }),
  'response.cancel': event({}, { response_id: text }),
}

function event(
  needs: Readonly<Record<string, Shape>>,
  may: Readonly<Record<string, Shape>> = {},
): Shape {
  return object({ type: text, ...needs }, { event_id: text, ...may })
}

/** @throws {RefusedEvent} for a frame that is no JSON. */
export function readFrame(frame: string): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(frame)
  } catch {
    throw new RefusedEvent('invalid_json', 'The frame is not valid JSON.')
  }
  if (!isObject(value)) throw new RefusedEvent('invalid_event', 'An event is an object.')
  return value
}

/** @throws {RefusedEvent} for what the vendor would not take. */
export function checkedEvent(value: JsonObject): ClientEvent {
  const { type } = value
  oneOf(...Object.keys(shapes))(type, 'type')
  shapes[type as ClientEvent['type']](value, '')
  // Its shape has just been looked at.
  return value as unknown as ClientEvent
}

/** The bytes of base64 text. @throws {RefusedEvent} for other text. */
export function soundIn(base64: string): Buffer {
  const isWhole = base64.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(base64)
  if (isWhole) return Buffer.from(base64, 'base64')
  throw new RefusedEvent(
    'invalid_value',
    "Invalid 'audio': expected base64-encoded audio bytes.",
    'audio',
  )
}
