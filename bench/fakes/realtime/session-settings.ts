import { RefusedEvent } from './refused-event.ts'
import { isObject, type JsonObject } from './shapes.ts'

/** The settings of a session in the words of the wire. */
export interface SessionSettings {
  readonly type: 'realtime'
  readonly model: string
  readonly output_modalities: readonly ('audio' | 'text')[]
  readonly instructions: string
  readonly audio: {
    readonly input: {
      readonly format: AudioFormat
      readonly noise_reduction: NoiseReduction | null
      readonly transcription: Transcription | null
      readonly turn_detection: TurnDetection | null
    }
    readonly output: {
      readonly format: AudioFormat
      readonly voice: string | { readonly id: string }
      readonly speed: number
    }
  }
  readonly tools: readonly FunctionTool[]
  readonly tool_choice: string | { readonly type: string; readonly name?: string }
  readonly parallel_tool_calls?: boolean
  readonly reasoning?: { readonly effort?: string }
  readonly max_output_tokens: number | 'inf'
  readonly truncation: unknown
  readonly tracing: unknown
  readonly include: readonly string[] | null
}

export type AudioFormat =
  | { readonly type: 'audio/pcmu' | 'audio/pcma' }
  | { readonly type: 'audio/pcm'; readonly rate: 24_000 }

export interface NoiseReduction {
  readonly type: 'near_field' | 'far_field'
  readonly strength?: number
}

export interface Transcription {
  readonly model: string
  readonly language?: string
  readonly languages?: readonly string[]
  readonly keywords?: readonly string[]
  readonly prompt?: string
}

export type TurnDetection =
  | {
      readonly type: 'server_vad'
      readonly threshold: number
      readonly prefix_padding_ms: number
      readonly silence_duration_ms: number
      readonly create_response: boolean
      readonly interrupt_response: boolean
      readonly idle_timeout_ms: number | null
    }
  | {
      readonly type: 'semantic_vad'
      readonly eagerness: 'low' | 'medium' | 'high' | 'auto'
      readonly create_response: boolean
      readonly interrupt_response: boolean
    }

export interface FunctionTool {
  readonly type: 'function'
  readonly name: string
  readonly description?: string
  readonly parameters?: unknown
}

/** What a session begins with before it is told anything. */
export function usualSettings(model: string): SessionSettings {
  return {
    type: 'realtime',
    model,
    output_modalities: ['audio'],
    instructions: 'You are a helpful assistant.',
    audio: {
      input: {
        format: { type: 'audio/pcm', rate: 24_000 },
        noise_reduction: null,
        transcription: null,
        turn_detection: usualDetection('server_vad'),
      },
      output: { format: { type: 'audio/pcm', rate: 24_000 }, voice: 'alloy', speed: 1 },
    },
    tools: [],
    tool_choice: 'auto',
    max_output_tokens: 'inf',
    truncation: 'auto',
    tracing: null,
    include: null,
  }
}

function usualDetection(type: string): TurnDetection {
  const responds = { create_response: true, interrupt_response: true }
  return type === 'semantic_vad'
    ? { type, eagerness: 'auto', ...responds }
    : {
        type: 'server_vad',
        threshold: 0.5,
        prefix_padding_ms: 300,
        silence_duration_ms: 500,
        idle_timeout_ms: null,
        ...responds,
      }
}

/**
 * The settings with what an update changes, whose shape has been looked at; the rest stays.
 * @throws {RefusedEvent} for what cannot change any more.
 */
export function changedSettings(
  settings: SessionSettings,
  { update, hasSpoken }: { update: JsonObject; hasSpoken: boolean },
): SessionSettings {
  const { audio, ...rest } = update
  if (rest['model'] !== undefined && rest['model'] !== settings.model) {
    throw new RefusedEvent(
      'invalid_value',
      'The model of a session cannot change.',
      'session.model',
    )
  }
  const input = partOf(audio, 'input')
  const output = partOf(audio, 'output')
  const voice = output['voice'] ?? settings.audio.output.voice
  if (hasSpoken && JSON.stringify(voice) !== JSON.stringify(settings.audio.output.voice)) {
    const message = 'Cannot update a conversation’s voice if assistant audio is present.'
    throw new RefusedEvent('cannot_update_voice', message, 'session.audio.output.voice')
  }
  const detection = input['turn_detection']
  return {
    ...settings,
    ...rest,
    audio: {
      input: {
        ...settings.audio.input,
        ...input,
        ...(isObject(detection) && {
          turn_detection: { ...usualDetection(String(detection['type'])), ...detection },
        }),
      },
      output: { ...settings.audio.output, ...output },
    },
  }
}

function partOf(audio: unknown, part: string): JsonObject {
  const found = isObject(audio) ? audio[part] : undefined
  return isObject(found) ? found : {}
}
