import type Anthropic from '@anthropic-ai/sdk'
import type { BrainEvent, BrainUsage } from '../../calls/brain.ts'
import { BrainFailed } from '../../calls/brain-failed.ts'
import { AnswerParts } from '../answer-parts.ts'
import type { ModelReading } from '../model-reply.ts'
import { tokenCount } from '../token-count.ts'

type Piece = Anthropic.RawMessageStreamEvent

/** Reads an answer in Anthropic's dialect. */
export class ClaudeReading implements ModelReading<Piece> {
  isWhole = false
  usage: BrainUsage | undefined
  readonly #parts: AnswerParts
  #stopReason: Anthropic.StopReason | null = null

  constructor({ round }: { round: number }) {
    this.#parts = new AnswerParts({ vendor: 'Claude', round })
  }

  take(piece: Piece): string | undefined {
    switch (piece.type) {
      case 'message_start':
        this.usage = usageOf(piece.message.model, piece.message.usage)
        return undefined
      case 'content_block_start':
        return this.#begin(piece)
      case 'content_block_delta':
        return this.#goOn(piece)
      case 'message_delta':
        this.#stopReason = piece.delta.stop_reason
        this.usage &&= laterUsage(this.usage, piece.usage)
        return undefined
      case 'message_stop':
        this.isWhole = true
        return undefined
      default:
        return undefined
    }
  }

  /** An answer cut at its limit ends where it is: its words were heard, and a tool call without its end is none. */
  end(): readonly BrainEvent[] {
    if (!this.isWhole) throw new BrainFailed('Claude broke off its answer')
    if (this.#stopReason === 'refusal') return [{ type: 'reply-end', reason: 'refused' }]
    if (this.#stopReason === 'model_context_window_exceeded') {
      throw new BrainFailed('The call has become too long for Claude')
    }
    if (this.#stopReason === 'max_tokens') this.#dropLastCall()
    return this.#parts.ending()
  }

  #begin({ content_block: block, index }: Anthropic.RawContentBlockStartEvent): string | undefined {
    if (block.type === 'text') return this.#parts.words(block.text)
    if (block.type !== 'tool_use') return undefined
    this.#parts.call(index, { id: block.id, tool: block.name })
    return ''
  }

  #goOn({ delta, index }: Anthropic.RawContentBlockDeltaEvent): string | undefined {
    if (delta.type === 'text_delta') return this.#parts.words(delta.text)
    if (delta.type !== 'input_json_delta') return undefined
    // Long arguments take longer than a silent brain is waited for.
    this.#parts.call(index, { json: delta.partial_json })
    return ''
  }

  #dropLastCall(): void {
    const last = this.#parts.places.at(-1)
    if (last !== undefined) this.#parts.dropCall(last)
  }
}

type Usage = Partial<
  Pick<
    Anthropic.MessageDeltaUsage,
    'cache_creation_input_tokens' | 'cache_read_input_tokens' | 'input_tokens' | 'output_tokens'
  >
>

function usageOf(model: string, usage: Usage | undefined): BrainUsage {
  return {
    model,
    inputTokens: tokenCount(usage?.input_tokens),
    cacheReadTokens: tokenCount(usage?.cache_read_input_tokens),
    cacheWriteTokens: tokenCount(usage?.cache_creation_input_tokens),
    outputTokens: tokenCount(usage?.output_tokens),
  }
}

/** What comes at the end holds everything so far: it replaces what came before, field by field. */
function laterUsage(before: BrainUsage, usage: Usage | undefined): BrainUsage {
  return {
    model: before.model,
    inputTokens: tokenCount(usage?.input_tokens ?? before.inputTokens),
    cacheReadTokens: tokenCount(usage?.cache_read_input_tokens ?? before.cacheReadTokens),
    cacheWriteTokens: tokenCount(usage?.cache_creation_input_tokens ?? before.cacheWriteTokens),
    outputTokens: tokenCount(usage?.output_tokens ?? before.outputTokens),
  }
}
