import {
  anything,
  byField,
  either,
  flag,
  integer,
  list,
  number,
  object,
  oneOf,
  orNull,
  text,
} from './shapes.ts'

/** This stand-in speaks the telephone's sound alone; a phone call needs no other. */
const format = object({ type: oneOf('audio/pcmu') })

const turnDetection = byField('type', {
  server_vad: object(
    { type: text },
    {
      threshold: number(0, 1),
      prefix_padding_ms: integer(0),
      silence_duration_ms: integer(0),
      create_response: flag,
      interrupt_response: flag,
      idle_timeout_ms: orNull(integer(5000, 30_000)),
    },
  ),
  semantic_vad: object(
    { type: text },
    {
      eagerness: oneOf('low', 'medium', 'high', 'auto'),
      create_response: flag,
      interrupt_response: flag,
    },
  ),
})

const transcription = object(
  { model: text },
  { language: text, languages: list(text), keywords: list(text), prompt: text, delay: text },
)

const noiseReduction = object(
  { type: oneOf('near_field', 'far_field') },
  { strength: number(0, 10) },
)

const input = object(
  {},
  {
    format,
    noise_reduction: orNull(noiseReduction),
    transcription: orNull(transcription),
    turn_detection: orNull(turnDetection),
  },
)

const voice = either(text, object({ id: text }))

const functionTool = object(
  { type: oneOf('function'), name: text },
  { description: text, parameters: anything },
)

const toolChoice = either(
  oneOf('auto', 'none', 'required'),
  object({ type: oneOf('function', 'mcp') }, { name: text, server_label: text }),
)

const modalities = list(oneOf('audio', 'text'))
const outputTokens = either(oneOf('inf'), integer(1, 4096))
const reasoning = object({}, { effort: oneOf('minimal', 'low', 'medium', 'high', 'xhigh') })

/** What `session.update` may ask for. The fields of the beta are not among it, nor is `temperature`. */
export const sessionShape = object(
  { type: oneOf('realtime') },
  {
    model: text,
    output_modalities: modalities,
    instructions: text,
    audio: object({}, { input, output: object({}, { format, voice, speed: number(0.25, 1.5) }) }),
    tools: list(functionTool),
    tool_choice: toolChoice,
    parallel_tool_calls: flag,
    reasoning,
    max_output_tokens: outputTokens,
    truncation: anything,
    tracing: anything,
    include: orNull(list(oneOf('item.input_audio_transcription.logprobs'))),
  },
)

/** What `response.create` may ask for; the items of its input are looked at where they are made. */
export const responseShape = object(
  {},
  {
    conversation: oneOf('auto', 'none'),
    input: list(anything),
    instructions: text,
    tools: list(functionTool),
    tool_choice: toolChoice,
    output_modalities: modalities,
    audio: object({}, { output: object({}, { format, voice }) }),
    max_output_tokens: outputTokens,
    reasoning,
    parallel_tool_calls: flag,
    metadata: orNull(metadata),
  },
)

function metadata(value: unknown, path: string): void {
  const entries = Object.entries(value ?? {})
  object({}, Object.fromEntries(entries.map(([key]) => [key, text])))(value, path)
  integer(0, 16)(entries.length, `${path}.length`)
  for (const [key, one] of entries) {
    integer(0, 64)(key.length, `${path}.${key}`)
    integer(0, 512)(String(one).length, `${path}.${key}`)
  }
}
