import type { AudioFormat, SessionSettings } from './session-settings.ts'

/** What the server sends of its own accord, each with an `event_id` besides. */
export type ServerEvent =
  | { readonly type: 'session.created' | 'session.updated'; readonly session: WireSession }
  | { readonly type: 'error'; readonly error: WireError }
  | ItemEvent
  | InputEvent
  | TranscriptEvent
  | { readonly type: 'response.created' | 'response.done'; readonly response: WireResponse }
  | ({
      readonly type: 'response.output_item.added' | 'response.output_item.done'
      readonly item: WireItem
    } & Pick<InResponse, 'response_id' | 'output_index'>)
  | ({
      readonly type: 'response.content_part.added' | 'response.content_part.done'
      readonly part: WirePart
    } & InPart)
  | ({ readonly type: 'response.output_audio.delta'; readonly delta: string } & InPart)
  | ({ readonly type: 'response.output_audio.done' } & InPart)
  | ({ readonly type: 'response.output_audio_transcript.delta'; readonly delta: string } & InPart)
  | ({
      readonly type: 'response.output_audio_transcript.done'
      readonly transcript: string
    } & InPart)
  | ({ readonly type: 'response.output_text.delta'; readonly delta: string } & InPart)
  | ({ readonly type: 'response.output_text.done'; readonly text: string } & InPart)
  | ({
      readonly type: 'response.function_call_arguments.delta'
      readonly call_id: string
      readonly delta: string
    } & InResponse)
  | ({
      readonly type: 'response.function_call_arguments.done'
      readonly call_id: string
      readonly name: string
      readonly arguments: string
    } & InResponse)
  | { readonly type: 'rate_limits.updated'; readonly rate_limits: readonly WireRateLimit[] }

type ItemEvent =
  | {
      readonly type: 'conversation.item.added' | 'conversation.item.done'
      readonly item: WireItem
      readonly previous_item_id: string | null
    }
  | { readonly type: 'conversation.item.retrieved'; readonly item: WireItem }
  | { readonly type: 'conversation.item.deleted'; readonly item_id: string }
  | {
      readonly type: 'conversation.item.truncated'
      readonly item_id: string
      readonly content_index: number
      readonly audio_end_ms: number
    }

type InputEvent =
  | {
      readonly type: 'input_audio_buffer.speech_started'
      readonly audio_start_ms: number
      readonly item_id: string
    }
  | {
      readonly type: 'input_audio_buffer.speech_stopped'
      readonly audio_end_ms: number
      readonly item_id: string
    }
  | {
      readonly type: 'input_audio_buffer.committed'
      readonly item_id: string
      readonly previous_item_id: string | null
    }
  | { readonly type: 'input_audio_buffer.cleared' }
  | {
      readonly type: 'input_audio_buffer.timeout_triggered'
      readonly audio_start_ms: number
      readonly audio_end_ms: number
      readonly item_id: string
    }

type TranscriptEvent = { readonly item_id: string; readonly content_index: number } & (
  | {
      readonly type: 'conversation.item.input_audio_transcription.delta'
      readonly delta: string
    }
  | {
      readonly type: 'conversation.item.input_audio_transcription.completed'
      readonly transcript: string
      readonly languages?: readonly { readonly code: string }[]
      readonly usage: TranscriptUsage
    }
  | {
      readonly type: 'conversation.item.input_audio_transcription.failed'
      readonly error: { readonly type: string; readonly code: string; readonly message: string }
    }
)

export interface InResponse {
  readonly response_id: string
  readonly item_id: string
  readonly output_index: number
}

export interface InPart extends InResponse {
  readonly content_index: number
}

export type WireSession = SessionSettings & {
  readonly object: 'realtime.session'
  readonly id: string
  /** In seconds since 1970. */
  readonly expires_at: number
}

export interface WireError {
  readonly type: string
  readonly code: string
  readonly message: string
  readonly param: string | null
  readonly event_id: string | null
}

export type WireStatus = 'in_progress' | 'completed' | 'incomplete'

export type WireItem = { readonly object: 'realtime.item'; readonly id: string } & (
  | {
      readonly type: 'message'
      readonly role: 'user'
      readonly status: WireStatus
      readonly content: readonly (
        | { readonly type: 'input_audio'; readonly transcript: string | null }
        | { readonly type: 'input_text'; readonly text: string }
      )[]
    }
  | {
      readonly type: 'message'
      readonly role: 'assistant'
      readonly status: WireStatus
      readonly content: readonly (
        | { readonly type: 'output_audio'; readonly transcript?: string }
        | { readonly type: 'output_text'; readonly text: string }
      )[]
    }
  | {
      readonly type: 'message'
      readonly role: 'system'
      readonly status: WireStatus
      readonly content: readonly { readonly type: 'input_text'; readonly text: string }[]
    }
  | {
      readonly type: 'function_call'
      readonly status: WireStatus
      readonly call_id: string
      readonly name: string
      readonly arguments: string
    }
  | {
      readonly type: 'function_call_output'
      readonly status: WireStatus
      readonly call_id: string
      readonly output: string
    }
)

export type WirePart =
  | { readonly type: 'audio'; readonly transcript: string }
  | { readonly type: 'text'; readonly text: string }

export interface WireResponse {
  readonly object: 'realtime.response'
  readonly id: string
  readonly status: ResponseStatus
  readonly status_details: StatusDetails | null
  readonly output: readonly WireItem[]
  readonly conversation_id: string | null
  readonly output_modalities: readonly ('audio' | 'text')[]
  readonly max_output_tokens: number | 'inf'
  readonly audio: { readonly output: { readonly format: AudioFormat; readonly voice: string } }
  readonly usage: Usage | null
  readonly metadata: Readonly<Record<string, string>> | null
}

export type ResponseStatus = 'in_progress' | 'completed' | 'cancelled' | 'failed' | 'incomplete'

export interface StatusDetails {
  readonly type: Exclude<ResponseStatus, 'in_progress'>
  readonly reason?: 'turn_detected' | 'client_cancelled' | 'max_output_tokens' | 'content_filter'
  readonly error?: { readonly type: string; readonly code: string; readonly message: string }
}

export interface Usage {
  readonly total_tokens: number
  readonly input_tokens: number
  readonly output_tokens: number
  readonly input_token_details: TokenDetails & {
    readonly cached_tokens: number
    readonly cached_tokens_details: TokenDetails
  }
  readonly output_token_details: Omit<TokenDetails, 'image_tokens'>
}

export interface TokenDetails {
  readonly text_tokens: number
  readonly audio_tokens: number
  readonly image_tokens: number
}

export type TranscriptUsage =
  | {
      readonly type: 'tokens'
      readonly input_tokens: number
      readonly output_tokens: number
      readonly total_tokens: number
      readonly input_token_details: { readonly text_tokens: number; readonly audio_tokens: number }
    }
  | { readonly type: 'duration'; readonly seconds: number }

export interface WireRateLimit {
  readonly name: 'requests' | 'tokens'
  readonly limit: number
  readonly remaining: number
  readonly reset_seconds: number
}
