import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brainContract, replyOf, requestWith, spoken } from '../../test/contracts/brain.contract.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { openMockedVendor } from '../../test/fakes/mocked-vendor.ts'
import { openModelWire, openaiWire, sse, type WireAnswer } from '../../test/fakes/model-wire.ts'
import { BrainFailed } from '../calls/brain-failed.ts'
import type { BrainEvent } from '../calls/brain.ts'
import { mannersOf } from '../config/text-models.ts'
import { createOpenaiBrain } from './openai-brain.ts'

const { done, piece, tool, usage } = openaiWire
const plainAnswer = [
  piece({ role: 'assistant', content: '' }),
  piece({ content: 'Hi' }),
  piece({}, 'stop'),
  usage,
  done,
]
const clock = createManualClock()
let vendor: Awaited<ReturnType<typeof openMockedVendor>>
beforeAll(async () => (vendor = await openMockedVendor()))
afterAll(() => vendor.stop())

function openaiAt(
  server: string,
  { model = 'gpt-6-luna', apiKey }: { model?: string; apiKey?: string } = {},
) {
  const manners = mannersOf('openai', model)
  return createOpenaiBrain({ clock, config: { apiKey, model, baseUrl: `${server}/v1`, manners } })
}

async function answerOf(answer: WireAnswer, words = 'Hello') {
  await using wire = await openModelWire(answer)
  const events: BrainEvent[] = []
  let failure: unknown
  try {
    const reply = openaiAt(wire.url).reply(requestWith([words]), new AbortController().signal)
    for await (const event of reply) events.push(event)
  } catch (error) {
    failure = error
  }
  return { events, failure, requests: wire.requests }
}

brainContract('OpenAI', () => ({
  brain: openaiAt(vendor.url),
  waiting: {
    name: 'openai',
    reply: (_, signal) => openaiAt(vendor.url).reply(requestWith(['slow']), signal),
  },
  failing: {
    name: 'openai',
    reply: (_, signal) => openaiAt(vendor.url).reply(requestWith(['overloaded']), signal),
  },
}))

describe('OpenAI, asked through its own kit', () => {
  it('says its words as they come, then ends', async () => {
    const events = await replyOf(openaiAt(vendor.url), requestWith(['Hello']))
    expect(spoken(events)).toBe('Good morning, how can I help?')
    expect(events.at(-1)).toEqual({ type: 'reply-end', reason: 'finished' })
  })

  it('calls a tool', async () => {
    const events = await replyOf(openaiAt(vendor.url), requestWith(['Goodbye']))
    expect(events.slice(-2)).toEqual([
      { type: 'tool-call', toolCallId: 'call_1-1-0', tool: 'end-call', arguments: {} },
      { type: 'reply-end', reason: 'tools' },
    ])
  })

  it.each([
    ['busy', { why: 'error', retryAfterMs: 7_000 }, '(429)'],
    ['overloaded', { why: 'error' }, '(529)'],
    ['wrong key', { needsOwner: true }, 'refused the key (401)'],
    ['cut', { why: 'error' }, 'broke'],
  ])('fails in words when the vendor is: %s', async (words, facts, says) => {
    vendor.clearRequests()
    const reply = replyOf(openaiAt(vendor.url), requestWith([words]))
    const failure = await reply.catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(BrainFailed)
    expect(failure).toMatchObject(facts)
    expect(String(failure)).toContain(says)
    expect(vendor.getRequests()).toHaveLength(1)
  })

  it('tells by one token whether it answers', async () => {
    const { signal } = new AbortController()
    await expect(openaiAt(vendor.url).check(signal)).resolves.toBeUndefined()
    await expect(openaiAt('http://127.0.0.1:1').check(signal)).rejects.toThrow(
      'The server at 127.0.0.1:1 cannot be reached (ECONNREFUSED)',
    )
  })

  it('is checked with room for a word, since one token is a wrong request to some of its models', async () => {
    await using wire = await openModelWire({ events: [], status: 400 })
    await openaiAt(wire.url)
      .check(new AbortController().signal)
      .catch(() => undefined)
    expect(wire.requests[0]?.['max_completion_tokens']).toBe(16)
  })

  it('does not take a website for a model', async () => {
    const headers = { 'content-type': 'text/html' }
    await using wire = await openModelWire({ events: ['<html>Hello</html>'], headers })
    const checking = openaiAt(wire.url).check(new AbortController().signal)
    await expect(checking).rejects.toThrow('sent something that cannot be read')
  })

  it('is checked with a tool, which a server that cannot have any refuses', async () => {
    await using wire = await openModelWire({ events: [], status: 400 })
    const checking = openaiAt(wire.url).check(new AbortController().signal)
    await expect(checking).rejects.toThrow('did not accept the request (400)')
    expect(wire.requests).toMatchObject([{ tools: [{ function: { name: 'do-nothing' } }] }])
  })
})

describe('what OpenAI is sent', () => {
  it('keeps thinking away from callers, takes tools along and stores nothing', async () => {
    const { requests } = await answerOf({ events: plainAnswer })
    expect(requests[0]).toMatchObject({
      model: 'gpt-6-luna',
      reasoning_effort: 'none',
      max_completion_tokens: 800,
      prompt_cache_key: 'front-desk',
      stream_options: { include_usage: true },
      tools: expect.arrayContaining([
        { type: 'function', function: expect.objectContaining({ name: 'end-call' }) as unknown },
      ]) as unknown,
    })
    expect(requests[0]).not.toHaveProperty('store')
    expect(requests[0]).not.toHaveProperty('temperature')
  })

  it('is plain for a server of one’s own, which need not want a key', async () => {
    await using wire = await openModelWire({ events: plainAnswer })
    await replyOf(openaiAt(wire.url, { model: 'qwen3:8b' }), requestWith(['Hello']))
    expect(Object.keys(wire.requests[0] ?? {}).toSorted()).toEqual([
      'max_tokens',
      'messages',
      'model',
      'stream',
      'stream_options',
      'tools',
    ])
  })
})

describe('what OpenAI answers', () => {
  it('comes with what it cost, where what the cache had is not counted twice', async () => {
    const { events } = await answerOf({ events: plainAnswer })
    expect(events.filter(({ type }) => type === 'used')).toEqual([
      {
        type: 'used',
        brain: 'openai',
        usage: {
          model: 'gpt-6-luna',
          inputTokens: 12,
          cacheReadTokens: 900,
          cacheWriteTokens: 30,
          outputTokens: 21,
        },
      },
    ])
  })

  it('is a failure when it breaks off after its first words', async () => {
    const broken = sse({ error: { message: 'x', type: 'server_error' } })
    const { events, failure } = await answerOf({ events: [piece({ content: 'We are' }), broken] })
    expect(spoken(events)).toBe('We are')
    expect(String(failure)).toContain('broke off its answer (server_error)')
    const cut = await answerOf({ events: [piece({ content: 'We are' })] })
    expect(String(cut.failure)).toContain('broke off its answer')
  })

  it('is malformed when it cannot be read', async () => {
    const { failure } = await answerOf({ events: ['data: {{{\n\n'] })
    expect(failure).toMatchObject({ why: 'malformed' })
  })

  it('may be refused, in words of its own or by a filter', async () => {
    for (const events of [
      [piece({ refusal: 'I cannot' }), piece({}, 'stop'), done],
      [piece({ content: 'I' }), piece({}, 'content_filter'), done],
    ]) {
      const answer = await answerOf({ events })
      expect(answer.events.at(-1)).toEqual({ type: 'reply-end', reason: 'refused' })
    }
  })

  it('gives on as it is what it wrote for a tool and nobody can read', async () => {
    const events = [...tool('take-message', '{"na', 'me": '), piece({}, 'tool_calls'), done]
    const answer = await answerOf({ events })
    expect(answer.events).toContainEqual({
      type: 'tool-call',
      toolCallId: 'call_1-1-0',
      tool: 'take-message',
      arguments: '{"name": ',
    })
  })

  it('shows at once that a tool is being called, so that nobody takes it for silent', async () => {
    const events = [...tool('take-message', '{}'), piece({}, 'tool_calls'), done]
    const answer = await answerOf({ events })
    expect(answer.events[0]).toEqual({ type: 'text-delta', text: '' })
  })

  it('runs no tool that was cut off at the longest answer', async () => {
    const events = [piece({ content: 'One moment.' }), ...tool('take-message', '{"na')]
    const answer = await answerOf({ events: [...events, piece({}, 'length'), done] })
    expect(answer.events.at(-1)).toEqual({ type: 'reply-end', reason: 'finished' })
  })

  it('is stopped when it has no end', async () => {
    const endless = Array.from({ length: 64 }, () => piece({ content: 'word '.repeat(3_277) }))
    const { events, failure } = await answerOf({ events: endless, open: true })
    expect(spoken(events).length).toBeLessThan(20_000)
    expect(failure).toMatchObject({ why: 'malformed' })
  })
})

describe('a caller who interrupts OpenAI', () => {
  it('closes the request', async () => {
    await using wire = await openModelWire({ events: [piece({ content: 'We are' })], open: true })
    const stop = new AbortController()
    for await (const _ of openaiAt(wire.url).reply(requestWith(['Hello']), stop.signal))
      stop.abort()
    await expect(wire.closedByClient).resolves.toBeUndefined()
  })
})

describe('the connection to OpenAI', () => {
  it('is the same for the turns of a call', async () => {
    await using wire = await openModelWire({ events: plainAnswer })
    const brain = openaiAt(wire.url)
    for (const words of ['One', 'Two', 'Three']) {
      const stop = new AbortController()
      for await (const { type } of brain.reply(requestWith([words]), stop.signal)) {
        if (type === 'reply-end') stop.abort()
      }
    }
    expect(wire.requests).toHaveLength(3)
    expect(wire.connections).toBe(1)
  })
})
