import type OpenAI from 'openai'
import type { BrainEvent, BrainUsage } from '../../calls/brain.ts'
import { BrainFailed } from '../../calls/brain-failed.ts'
import { AnswerParts } from '../answer-parts.ts'
import type { ModelReading } from '../model-reply.ts'

type Piece = OpenAI.ChatCompletionChunk
type Choice = OpenAI.ChatCompletionChunk.Choice

/** Reads an answer in OpenAI's dialect. Servers of one's own leave out much of it: nothing is taken for granted. */
export class OpenaiReading implements ModelReading<Piece> {
  /** What a request comes to is told after the end, so the stream's own end is the end. */
  readonly isWhole = false
  usage: BrainUsage | undefined
  readonly #vendor: string
  readonly #parts: AnswerParts
  #finish: Choice['finish_reason'] = null
  #hasRefused = false

  constructor(answer: { vendor: string; round: number }) {
    this.#vendor = answer.vendor
    this.#parts = new AnswerParts(answer)
  }

  take(piece: Partial<Piece>): string | undefined {
    if (piece.usage) this.usage = usageOf(piece.model ?? '', piece.usage)
    const choice: Partial<Choice> | undefined = piece.choices?.[0]
    if (!choice) return undefined
    this.#finish = choice.finish_reason ?? this.#finish
    this.#hasRefused ||= isText(choice.delta?.refusal)
    return this.#said(choice.delta)
  }

  /** As at Claude's: an answer cut at its limit ends where it is. */
  end(): readonly BrainEvent[] {
    if (this.#finish === null) throw new BrainFailed(`${this.#vendor} broke off its answer`)
    if (this.#hasRefused || this.#finish === 'content_filter') {
      return [{ type: 'reply-end', reason: 'refused' }]
    }
    const last = this.#parts.places.at(-1)
    if (this.#finish === 'length' && last !== undefined) this.#parts.dropCall(last)
    return this.#parts.ending()
  }

  #said(delta: Partial<Choice['delta']> | undefined): string | undefined {
    const calls = delta?.tool_calls ?? []
    for (const call of calls) this.#called(call)
    const words = this.#parts.words(delta?.content ?? '')
    // Long arguments take longer than a silent brain is waited for.
    return words ?? (calls.length > 0 ? '' : undefined)
  }

  #called({ function: used, id, index }: OpenAI.ChatCompletionChunk.Choice.Delta.ToolCall): void {
    this.#parts.call(index, { id, tool: used?.name, json: used?.arguments })
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

/** Their count of the request holds what a cache had; ours does not. */
function usageOf(model: string, usage: OpenAI.CompletionUsage): BrainUsage {
  const { cached_tokens: read = 0, cache_write_tokens: written = 0 } =
    usage.prompt_tokens_details ?? {}
  return {
    model,
    inputTokens: Math.max(0, usage.prompt_tokens - read - written),
    cacheReadTokens: read,
    cacheWriteTokens: written,
    outputTokens: usage.completion_tokens,
  }
}
