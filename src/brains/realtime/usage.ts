import type { SpeechUsage } from '../../calls/speech-brain.ts'
import { tokenCount } from '../token-count.ts'
import type { ServerUsage, TranscriptUsage } from './server-events.ts'

/** What an answer comes to. The server's counts of the input hold what its cache had; ours do not. */
export function usageOf(model: string, usage: ServerUsage): SpeechUsage {
  const input = usage.input_token_details
  const cacheReadTokens = input?.cached_tokens ?? 0
  const cachedSound = input ? cachedSoundOf(input) : 0
  return {
    model,
    inputTokens: tokenCount(usage.input_tokens - cacheReadTokens),
    cacheReadTokens,
    cacheWriteTokens: 0,
    outputTokens: usage.output_tokens,
    audio: {
      inputTokens: tokenCount((input?.audio_tokens ?? 0) - cachedSound),
      cacheReadTokens: cachedSound,
      outputTokens: usage.output_token_details?.audio_tokens ?? 0,
    },
    transcribedSeconds: 0,
  }
}

/** Where it is not told what of the cached was sound, the text counts as cached first: it stands in front. */
function cachedSoundOf(input: NonNullable<ServerUsage['input_token_details']>): number {
  const told = input.cached_tokens_details?.audio_tokens
  return told ?? tokenCount(input.cached_tokens - input.text_tokens)
}

/** What writing down one utterance comes to: billed by time, or by tokens. */
export function transcriptUsageOf(model: string, usage: TranscriptUsage): SpeechUsage {
  return {
    model,
    inputTokens: usage.input_tokens ?? 0,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: usage.output_tokens ?? 0,
    audio: {
      inputTokens: usage.input_token_details?.audio_tokens ?? 0,
      cacheReadTokens: 0,
      outputTokens: 0,
    },
    transcribedSeconds: usage.seconds ?? 0,
  }
}
