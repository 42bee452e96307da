import type Anthropic from '@anthropic-ai/sdk'
import type { TextModelManners } from '../../config/text-models.ts'
import type { ToolOffer } from '../../calls/brain.ts'
import type { Exchange, ModelPrompt, OthersExchange } from '../dialogue.ts'

type Request = Anthropic.MessageCreateParams
type Block = Anthropic.ContentBlockParam

export interface ClaudeAsked {
  readonly model: string
  readonly manners: TextModelManners
  readonly maxTokens: number
  readonly prompt: ModelPrompt
  readonly tools: readonly ToolOffer[]
}

const cached = { cache_control: { type: 'ephemeral' } } as const

/**
 * A request in Anthropic's dialect. Two marks let its cache keep the tools with the instructions, and the
 * conversation up to the newest words; what changes from turn to turn stands behind both.
 */
export function claudeRequest(asked: ClaudeAsked): Omit<Request, 'stream'> {
  const { maxTokens, model, prompt, tools } = asked
  return {
    model,
    max_tokens: maxTokens,
    system: [{ type: 'text', text: prompt.system, ...cached }],
    messages: prompt.exchanges.map((one) => messageOf(one)),
    ...(tools.length === 0 ? {} : { tools: tools.map(toolOf) }),
    ...mannersIn(asked.manners),
  }
}

function mannersIn({
  effort,
  thinking,
}: TextModelManners): Pick<Request, 'thinking' | 'output_config'> {
  return {
    ...(thinking === undefined ? {} : { thinking: { type: thinking } }),
    ...(effort === undefined ? {} : { output_config: { effort } }),
  }
}

function toolOf({ description, name, parameters }: ToolOffer): Anthropic.Tool {
  return { name, description, input_schema: { ...parameters, type: 'object' } }
}

function messageOf(exchange: Exchange): Anthropic.MessageParam {
  if (exchange.from === 'others') return { role: 'user', content: blocksOf(exchange) }
  const uses = exchange.uses.map((use): Block => {
    return { type: 'tool_use', id: use.id, name: use.tool, input: use.arguments }
  })
  return { role: 'assistant', content: [...textOf(exchange.words), ...uses] }
}

/** Results come first, as the dialect wants it. */
function blocksOf({ notes, results, words }: OthersExchange): Block[] {
  const answers = results.map(({ id, ok, text }): Block => {
    return {
      type: 'tool_result',
      tool_use_id: id,
      content: text,
      ...(ok ? {} : { is_error: true }),
    }
  })
  const isNewest = notes !== '' && words !== ''
  return [...answers, ...textOf(words, isNewest ? cached : {}), ...textOf(notes)]
}

function textOf(text: string, more: Partial<typeof cached> = {}): Block[] {
  return text === '' ? [] : [{ type: 'text', text, ...more }]
}
