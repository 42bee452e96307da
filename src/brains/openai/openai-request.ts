import type OpenAI from 'openai'
import type { ToolOffer } from '../../calls/brain.ts'
import type { TextModelManners } from '../../config/text-models.ts'
import type { Exchange, ModelPrompt, OthersExchange } from '../dialogue.ts'

type Message = OpenAI.ChatCompletionMessageParam
type Request = OpenAI.ChatCompletionCreateParams

export interface OpenaiAsked {
  readonly model: string
  readonly manners: TextModelManners
  readonly maxTokens: number
  readonly prompt: ModelPrompt
  readonly tools: readonly ToolOffer[]
  /** Requests with the same name are kept near each other, so that they find the cache that they share. */
  readonly cacheName?: string | undefined
}

/** A request in the dialect that OpenAI and many servers of one's own speak. */
export function openaiRequest(asked: OpenaiAsked): Omit<Request, 'stream'> {
  const { model, prompt, tools } = asked
  return {
    model,
    messages: [{ role: 'system', content: prompt.system }, ...prompt.exchanges.flatMap(messagesOf)],
    ...(tools.length === 0 ? {} : { tools: tools.map(toolOf) }),
    ...mannersIn(asked),
  }
}

function mannersIn({ cacheName, manners, maxTokens }: OpenaiAsked): Partial<Request> {
  const { isVendors = false, reasoningEffort } = manners
  return {
    ...(isVendors ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens }),
    ...(isVendors && cacheName !== undefined ? { prompt_cache_key: cacheName } : {}),
    ...(reasoningEffort === undefined ? {} : { reasoning_effort: reasoningEffort }),
  }
}

function toolOf({ description, name, parameters }: ToolOffer): OpenAI.ChatCompletionFunctionTool {
  return { type: 'function', function: { name, description, parameters: { ...parameters } } }
}

function messagesOf(exchange: Exchange): Message[] {
  if (exchange.from === 'others') return messagesOfOthers(exchange)
  const calls = exchange.uses.map(({ arguments: args, id, tool }) => {
    const used = { name: tool, arguments: JSON.stringify(args) }
    return { id, type: 'function', function: used } as const
  })
  const content = exchange.words === '' ? null : exchange.words
  return [{ role: 'assistant', content, ...(calls.length === 0 ? {} : { tool_calls: calls }) }]
}

function messagesOfOthers({ notes, results, words }: OthersExchange): Message[] {
  const answers = results.map(({ id, text }): Message => {
    return { role: 'tool', tool_call_id: id, content: text }
  })
  const content = [words, notes].filter((part) => part !== '').join('\n')
  return content === '' ? answers : [...answers, { role: 'user', content }]
}
