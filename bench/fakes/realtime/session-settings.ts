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
  | { readonly type: 'audio/pcm'; readonly rate: number }

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
