import type OpenAI from 'openai'
import type { BrainEvent, BrainUsage } from '../../calls/brain.ts'
import { BrainFailed } from '../../calls/brain-failed.ts'
import { AnswerParts } from '../answer-parts.ts'
import type { ModelReading } from '../model-reply.ts'
import { tokenCount } from '../token-count.ts'

type Piece = OpenAI.ChatCompletionChunk
type Choice = OpenAI.ChatCompletionChunk.Choice
type CallPiece = Partial<OpenAI.ChatCompletionChunk.Choice.Delta.ToolCall>

/** Reads an answer in OpenAI's dialect. Servers of one's own leave out much of it: nothing is taken for granted. */
export class OpenaiReading implements ModelReading<Piece> {
  /** What a request comes to is told after the end, so the stream's own end is the end. */
  readonly isWhole = false
  usage: BrainUsage | undefined
  readonly #vendor: string
  readonly #parts: AnswerParts
  /** The newest call of each number, and its place among all of them. */
  readonly #calls = new Map<number | undefined, { place: number; id: string }>()
  #callCount = 0
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
    this.#finish = choice.finish_reason || this.#finish
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
    const words = this.#parts.words(textIn(delta?.content))
    // Long arguments take longer than a silent brain is waited for.
    return words ?? (calls.length > 0 ? '' : undefined)
  }

  #called(piece: CallPiece): void {
    const { function: used, id } = piece
    const written: unknown = used?.arguments
    const json = typeof written === 'object' && written ? JSON.stringify(written) : used?.arguments
    this.#parts.call(this.#placeOf(piece), { id, tool: used?.name, json })
  }

  #placeOf(piece: CallPiece): number {
    const known = this.#calls.get(piece.index)
    if (known && !beginsAnother(known.id, piece)) return known.place
    const place = this.#callCount
    this.#callCount += 1
    this.#calls.set(piece.index, { place, id: piece.id ?? '' })
    return place
  }
}

/** Some servers number no call, or each of them the same: another id does, or a name where nothing else is told. */
function beginsAnother(knownId: string, { function: used, id, index }: CallPiece): boolean {
  if (isText(id)) return knownId !== '' && id !== knownId
  return index === undefined && isText(used?.name)
}

/** Some models send their words in parts, with their thoughts as parts of another kind. */
function textIn(content: unknown): unknown {
  if (!Array.isArray(content)) return content ?? ''
  const parts = content as readonly ({ type?: unknown; text?: unknown } | null)[]
  return parts.map((part) => (part?.type === 'text' ? part.text : '')).join('')
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

/** Their count of the request holds what a cache had; ours does not. */
function usageOf(model: string, usage: Partial<OpenAI.CompletionUsage>): BrainUsage {
  const cacheReadTokens = tokenCount(usage.prompt_tokens_details?.cached_tokens)
  const cacheWriteTokens = tokenCount(usage.prompt_tokens_details?.cache_write_tokens)
  const inputTokens = tokenCount(
    tokenCount(usage.prompt_tokens) - cacheReadTokens - cacheWriteTokens,
  )
  const outputTokens = tokenCount(usage.completion_tokens)
  return { model, inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens }
}
