import type { Item } from './items.ts'
import type { TokenDetails, Usage } from './server-events.ts'

/** How many tokens a response reads and writes: sound as the vendor counts it, text by its length. */
export interface Tokens {
  readonly text: number
  readonly audio: number
}

const none: Tokens = { text: 0, audio: 0 }

export function textTokens(text: string): number {
  return Math.ceil(text.length / 4)
}

/** The agent's sound is twice as dear as the caller's. */
export function spokenTokens(soundMs: number): number {
  return Math.ceil(soundMs / 50)
}

export function inputTokens(read: {
  readonly instructions: string
  readonly tools: readonly unknown[]
  readonly items: readonly Item[]
}): Tokens {
  const setting = textTokens(read.instructions) + textTokens(JSON.stringify(read.tools))
  return read.items.map(tokensOf).reduce(sum, { text: setting, audio: 0 })
}

function tokensOf(item: Item): Tokens {
  switch (item.by) {
    case 'caller':
      return item.soundMs === undefined
        ? { text: textTokens(item.text), audio: 0 }
        : { text: 0, audio: Math.ceil(item.soundMs / 100) }
    case 'agent':
      return { text: textTokens(item.text), audio: spokenTokens(item.soundMs) }
    case 'house':
      return { text: textTokens(item.text), audio: 0 }
    case 'tool-call':
      return { text: textTokens(item.name + item.arguments), audio: 0 }
    case 'tool-result':
      return { text: textTokens(item.output), audio: 0 }
  }
}

function sum(one: Tokens, other: Tokens): Tokens {
  return { text: one.text + other.text, audio: one.audio + other.audio }
}

export function usageOf({
  input,
  output,
  before = none,
}: {
  readonly input: Tokens
  readonly output: Tokens
  /** What the response before it read: as far as it is the same, it comes from the cache. */
  readonly before?: Tokens | undefined
}): Usage {
  const cached = {
    text: inBlocks(Math.min(before.text, input.text)),
    audio: inBlocks(Math.min(before.audio, input.audio)),
  }
  const [read, written] = [input.text + input.audio, output.text + output.audio]
  return {
    total_tokens: read + written,
    input_tokens: read,
    output_tokens: written,
    input_token_details: {
      ...details(input),
      cached_tokens: cached.text + cached.audio,
      cached_tokens_details: details(cached),
    },
    output_token_details: { text_tokens: output.text, audio_tokens: output.audio },
  }
}

/** The cache keeps blocks of 64. */
function inBlocks(tokens: number): number {
  return Math.floor(tokens / 64) * 64
}

function details({ audio, text }: Tokens): TokenDetails {
  return { text_tokens: text, audio_tokens: audio, image_tokens: 0 }
}
