import OpenAI from 'openai'
import type { OpenaiConfig } from '../config/config.ts'
import { isAtVendor } from '../config/text-models.ts'
import type { Clock } from '../lib/clock.ts'
import { mostAnswerTokens } from './answer-parts.ts'
import { createKeepAliveFetch } from './keep-alive-fetch.ts'
import type { ModelBrain } from './model-brain.ts'
import { modelFailure, unreadable } from './model-failure.ts'
import { modelReply } from './model-reply.ts'
import { OpenaiReading } from './openai/openai-reading.ts'
import { openaiRequest, type OpenaiAsked } from './openai/openai-request.ts'
import { checkPrompt, checkTool } from './prompt/check-prompt.ts'
import { promptOf } from './prompt/prompt-of.ts'
import { warmUpPrompt } from './prompt/warm-up-prompt.ts'

export interface OpenaiBrainParts {
  readonly config: OpenaiConfig
  readonly clock: Clock
  /** Has to keep its connections open between turns. Absent: a pool of this brain's own. */
  readonly fetch?: typeof fetch
}

/** Nobody waits so long: it only ends what everybody has given up. */
const timeoutMs = 10_000
/** OpenAI calls a request wrong when a model cannot say what it has begun within its tokens: one token is none. */
const enoughForAWord = 16

/**
 * A model of OpenAI, or of any server that speaks as OpenAI does, through OpenAI's own kit, which here neither
 * retries nor logs nor reads the environment. Nothing is stored at the vendor.
 */
export function createOpenaiBrain({ config, clock, fetch: send }: OpenaiBrainParts): ModelBrain {
  const { apiKey, baseUrl, manners, model } = config
  const vendor = isAtVendor('openai', baseUrl) ? 'OpenAI' : `The server at ${hostOf(baseUrl)}`
  const client = clientFor(config, send ?? createKeepAliveFetch({ clock }))
  const failureOf = (error: unknown) => modelFailure(error, { vendor, model })
  const usual = { model, manners, tools: [] }

  async function ask(asked: OpenaiAsked, signal: AbortSignal) {
    try {
      const body = { ...openaiRequest(asked), stream: false } as const
      const { choices } = await client.chat.completions.create(body, { signal })
      // What is at another address may be anything.
      if (!Array.isArray(choices)) throw unreadable(vendor)
    } catch (error) {
      throw modelFailure(error, { vendor, model, sayWhatItSays: { apiKey } })
    }
  }

  return {
    name: 'openai',
    vendor,
    model,
    reply(request, signal) {
      const { agent, tools, transcript } = request
      const open = (closing: AbortSignal) => {
        const kept = { maxTokens: mostAnswerTokens, cacheName: agent.id }
        const body = openaiRequest({ ...usual, ...kept, prompt: promptOf(request), tools })
        const streamed = { stream: true, stream_options: { include_usage: true } } as const
        return client.chat.completions.create({ ...body, ...streamed }, { signal: closing })
      }
      const reading = new OpenaiReading({ vendor, round: transcript.length })
      return modelReply({ brain: 'openai', clock, open, reading, failureOf }, signal)
    },
    check: (signal) =>
      ask({ ...usual, maxTokens: enoughForAWord, prompt: checkPrompt, tools: [checkTool] }, signal),
    async warmUp({ agent, tools }, signal) {
      const prompt = warmUpPrompt(agent)
      const asked = { ...usual, maxTokens: enoughForAWord, cacheName: agent.id, prompt, tools }
      await ask(asked, signal).catch(() => undefined)
    },
  }
}

function clientFor({ apiKey, baseUrl }: OpenaiConfig, send: typeof fetch): OpenAI {
  return new OpenAI({
    // The kit wants a key where the server wants none.
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    fetch: send,
    logLevel: 'off',
    maxRetries: 0,
    timeout: timeoutMs,
  })
}

function hostOf(baseUrl: string | undefined): string {
  return baseUrl !== undefined && URL.canParse(baseUrl) ? new URL(baseUrl).host : ''
}
