import Anthropic from '@anthropic-ai/sdk'
import type { ClaudeConfig } from '../config/config.ts'
import { textModels } from '../config/text-models.ts'
import type { Clock } from '../lib/clock.ts'
import { mostAnswerTokens } from './answer-parts.ts'
import { ClaudeReading } from './claude/claude-reading.ts'
import { claudeRequest } from './claude/claude-request.ts'
import { createKeepAliveFetch } from './keep-alive-fetch.ts'
import type { ModelBrain } from './model-brain.ts'
import { modelFailure, unreadable } from './model-failure.ts'
import { modelReply } from './model-reply.ts'
import { checkPrompt, checkTool } from './prompt/check-prompt.ts'
import { promptOf } from './prompt/prompt-of.ts'
import { warmUpPrompt } from './prompt/warm-up-prompt.ts'

export interface ClaudeBrainParts {
  readonly config: ClaudeConfig
  readonly clock: Clock
  /** Has to keep its connections open between turns. Absent: a pool of this brain's own. */
  readonly fetch?: typeof fetch
}

/** Nobody waits so long: it only ends what everybody has given up. */
const timeoutMs = 10_000

/** Claude, through Anthropic's own kit, which here neither retries nor logs nor reads the environment. */
export function createClaudeBrain({ config, clock, fetch: send }: ClaudeBrainParts): ModelBrain {
  const { apiKey, baseUrl, manners, model } = config
  const client = new Anthropic({
    apiKey,
    authToken: null,
    webhookKey: null,
    baseURL: baseUrl ?? 'https://api.anthropic.com',
    fetch: send ?? createKeepAliveFetch({ clock }),
    logLevel: 'off',
    maxRetries: 0,
    timeout: timeoutMs,
  })
  const failureOf = (error: unknown) => modelFailure(error, { vendor: 'Claude', model })
  const usual = { model, manners, tools: [] }

  async function ask(request: Parameters<typeof claudeRequest>[0], signal: AbortSignal) {
    try {
      const body = { ...claudeRequest(request), stream: false } as const
      const { content } = await client.messages.create(body, { signal })
      // What is at another address may be anything.
      if (!Array.isArray(content)) throw unreadable('Claude')
    } catch (error) {
      throw modelFailure(error, { vendor: 'Claude', model, sayWhatItSays: { apiKey } })
    }
  }

  return {
    name: 'claude',
    vendor: 'Claude',
    model,
    reply(request, signal) {
      const { tools, transcript } = request
      const open = (closing: AbortSignal) => {
        const asked = { ...usual, maxTokens: mostAnswerTokens, prompt: promptOf(request), tools }
        return client.messages.create(
          { ...claudeRequest(asked), stream: true },
          { signal: closing },
        )
      }
      const reading = new ClaudeReading({ round: transcript.length })
      return modelReply({ brain: 'claude', clock, open, reading, failureOf }, signal)
    },
    check: (signal) =>
      ask({ ...usual, maxTokens: 1, prompt: checkPrompt, tools: [checkTool] }, signal),
    async warmUp({ agent, tools }, signal) {
      // Without an answer: it only fills the cache. Other servers may not know that.
      const maxTokens = textModels.anthropic.hosts.test(new URL(client.baseURL).hostname) ? 0 : 1
      await ask({ ...usual, maxTokens, prompt: warmUpPrompt(agent), tools }, signal).catch(
        () => undefined,
      )
    },
  }
}
