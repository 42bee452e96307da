import { questionOf, tokensFor } from '../answer-words.ts'

/** The events of one answer and of one thing that the caller said, in the words of the wire. */
export interface AnswerNames {
  readonly response_id: string
  readonly item_id: string
}

/** A running answer, with what its asker wanted to have back with it. */
export interface ToldAnswer {
  readonly names: AnswerNames
  readonly metadata: object | null
}

export interface ModelEvent {
  readonly type: string
  readonly [field: string]: unknown
}

const place = { output_index: 0, content_index: 0 }

/** What comes before the first sound. */
export function answerStart(answer: ToldAnswer): ModelEvent[] {
  const { item_id, response_id } = answer.names
  const item = itemOf(item_id, 'in_progress', [])
  return [
    { type: 'response.created', response: responseOf(answer, 'in_progress') },
    { type: 'rate_limits.updated', rate_limits: rateLimits },
    { type: 'response.output_item.added', response_id, output_index: 0, item },
    { type: 'conversation.item.added', previous_item_id: null, item },
    {
      type: 'response.content_part.added',
      response_id,
      item_id,
      ...place,
      part: { type: 'audio', transcript: '' },
    },
  ]
}

/** Put together by hand: it is the one that comes often. */
export function soundDelta({ item_id, response_id }: AnswerNames, sound: string): string {
  return `{"type":"response.output_audio.delta","event_id":"event_sound","response_id":"${response_id}","item_id":"${item_id}","output_index":0,"content_index":0,"delta":"${sound}"}`
}

export function wordsDelta(names: AnswerNames, delta: string): ModelEvent {
  return { type: 'response.output_audio_transcript.delta', ...names, ...place, delta }
}

/** What comes after the last sound. */
export function answerEnd(answer: ToldAnswer, transcript: string): ModelEvent[] {
  const { names } = answer
  const { item_id, response_id } = names
  const part = { type: 'audio', transcript }
  const item = itemOf(item_id, 'completed', [{ type: 'output_audio', transcript }])
  return [
    { type: 'response.output_audio.done', ...names, ...place },
    { type: 'response.output_audio_transcript.done', ...names, ...place, transcript },
    { type: 'response.content_part.done', ...names, ...place, part },
    { type: 'response.output_item.done', response_id, output_index: 0, item },
    { type: 'conversation.item.done', previous_item_id: null, item },
    { type: 'response.done', response: responseOf(answer, 'completed', [item]) },
  ]
}

export function answerCancelled(
  answer: ToldAnswer,
  reason: 'client_cancelled' | 'turn_detected',
): ModelEvent[] {
  const { item_id, response_id } = answer.names
  const item = itemOf(item_id, 'incomplete', [])
  const response = responseOf(answer, 'cancelled', [item])
  return [
    { type: 'response.output_audio.done', response_id, item_id, ...place },
    { type: 'response.output_item.done', response_id, output_index: 0, item },
    {
      type: 'response.done',
      response: { ...response, status_details: { type: 'cancelled', reason } },
    },
  ]
}

/** What the caller said is whole. */
export function utteranceEnd(item_id: string): ModelEvent[] {
  const item = {
    id: item_id,
    object: 'realtime.item',
    type: 'message',
    role: 'user',
    status: 'completed',
    content: [{ type: 'input_audio', transcript: null }],
  }
  return [
    { type: 'input_audio_buffer.committed', previous_item_id: null, item_id },
    { type: 'conversation.item.added', previous_item_id: null, item },
    { type: 'conversation.item.done', previous_item_id: null, item },
  ]
}

export function utteranceWords(item_id: string, tag: string): ModelEvent {
  return {
    type: 'conversation.item.input_audio_transcription.completed',
    item_id,
    content_index: 0,
    transcript: questionOf(tag),
    usage: { type: 'duration', seconds: 2 },
  }
}

/** In as many pieces as there are pieces of sound. */
export function wordsOfAnswer(tag: string, pieces: number): string[] {
  const tokens = tokensFor(tag)
  const words = Array.from({ length: pieces }, () => '')
  for (const [at, token] of tokens.entries()) {
    words[Math.floor((at * pieces) / tokens.length)] += token
  }
  return words
}

export function refusal(code: string, message: string): ModelEvent {
  const error = { type: 'invalid_request_error', code, message, param: null, event_id: null }
  return { type: 'error', error }
}

function itemOf(id: string, status: string, content: readonly object[]) {
  return { id, object: 'realtime.item', type: 'message', status, role: 'assistant', content }
}

function responseOf({ metadata, names }: ToldAnswer, status: string, output: object[] = []) {
  const usage = status === 'in_progress' ? null : usageOfAnswer
  const id = names.response_id
  return { object: 'realtime.response', id, status, status_details: null, output, usage, metadata }
}

const rateLimits = [
  { name: 'requests', limit: 10_000, remaining: 9_999, reset_seconds: 0.01 },
  { name: 'tokens', limit: 4_000_000, remaining: 3_999_000, reset_seconds: 0.02 },
]

const usageOfAnswer = {
  total_tokens: 253,
  input_tokens: 132,
  output_tokens: 121,
  input_token_details: {
    text_tokens: 119,
    audio_tokens: 13,
    image_tokens: 0,
    cached_tokens: 64,
    cached_tokens_details: { text_tokens: 64, audio_tokens: 0, image_tokens: 0 },
  },
  output_token_details: { text_tokens: 30, audio_tokens: 91 },
}
