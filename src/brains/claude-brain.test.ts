import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brainContract, replyOf, requestWith, spoken } from '../../test/contracts/brain.contract.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { openMockedVendor } from '../../test/fakes/mocked-vendor.ts'
import { claudeWire, openModelWire, sse, type WireAnswer } from '../../test/fakes/model-wire.ts'
import { BrainFailed } from '../calls/brain-failed.ts'
import type { BrainEvent } from '../calls/brain.ts'
import { mannersOf } from '../config/text-models.ts'
import { createClaudeBrain } from './claude-brain.ts'

const { begin, end, text, tool } = claudeWire
const clock = createManualClock()
let vendor: Awaited<ReturnType<typeof openMockedVendor>>
beforeAll(async () => (vendor = await openMockedVendor()))
afterAll(() => vendor.stop())

function claudeAt(baseUrl: string, model = 'claude-haiku-5-5') {
  const manners = mannersOf('anthropic', model)
  return createClaudeBrain({ clock, config: { apiKey: 'a-key', model, baseUrl, manners } })
}

/** Everything that comes of an answer whose bytes are given, and how it failed if it did. */
async function answerOf(answer: WireAnswer, words = 'Hello') {
  await using wire = await openModelWire(answer)
  const events: BrainEvent[] = []
  let failure: unknown
  try {
    const reply = claudeAt(wire.url).reply(requestWith([words]), new AbortController().signal)
    for await (const event of reply) events.push(event)
  } catch (error) {
    failure = error
  }
  return { events, failure, requests: wire.requests }
}

brainContract('Claude', () => ({
  brain: claudeAt(vendor.url),
  waiting: {
    name: 'claude',
    reply: (_, signal) => claudeAt(vendor.url).reply(requestWith(['slow']), signal),
  },
  failing: {
    name: 'claude',
    reply: (_, signal) => claudeAt(vendor.url).reply(requestWith(['overloaded']), signal),
  },
}))

describe('Claude, asked through its own kit', () => {
  it('says its words as they come, then ends', async () => {
    const events = await replyOf(claudeAt(vendor.url), requestWith(['Hello']))
    expect(spoken(events)).toBe('Good morning, how can I help?')
    expect(events.filter(({ type }) => type === 'text-delta').length).toBeGreaterThan(1)
  })

  it('calls a tool, and goes on from its result', async () => {
    const first = await replyOf(claudeAt(vendor.url), requestWith(['Goodbye']))
    expect(first).toContainEqual({
      type: 'tool-call',
      toolCallId: 'call_1-1-1',
      tool: 'end-call',
      arguments: {},
    })
    expect(first.at(-1)).toEqual({ type: 'reply-end', reason: 'tools' })
  })

  it.each([
    ['busy', { why: 'error', retryAfterMs: 7_000, needsOwner: false }, 'asked more often (429)'],
    ['overloaded', { why: 'error', retryAfterMs: undefined }, 'overloaded (529)'],
    ['wrong key', { needsOwner: true }, 'refused the key (401)'],
    ['cut', { why: 'error' }, 'broke'],
  ])('fails in words when the vendor is: %s', async (words, facts, says) => {
    const reply = replyOf(claudeAt(vendor.url), requestWith([words]))
    const failure = await reply.catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(BrainFailed)
    expect(failure).toMatchObject(facts)
    for (const part of says.split(' ')) expect(String(failure)).toContain(part)
  })

  it('never asks a second time for the same answer', async () => {
    vendor.clearRequests()
    await replyOf(claudeAt(vendor.url), requestWith(['overloaded'])).catch(() => undefined)
    expect(vendor.getRequests()).toHaveLength(1)
  })

  it('fails in words when nobody is there', async () => {
    await expect(replyOf(claudeAt('http://127.0.0.1:1'), requestWith(['Hello']))).rejects.toThrow(
      'Claude cannot be reached (ECONNREFUSED)',
    )
  })

  it('tells by one token whether it answers', async () => {
    const { signal } = new AbortController()
    await expect(claudeAt(vendor.url).check(signal)).resolves.toBeUndefined()
    await expect(claudeAt('http://127.0.0.1:1').check(signal)).rejects.toBeInstanceOf(BrainFailed)
  })

  it('does not take a website for a model', async () => {
    const headers = { 'content-type': 'text/html' }
    await using wire = await openModelWire({ events: ['<html>Hello</html>'], headers })
    const checking = claudeAt(wire.url).check(new AbortController().signal)
    await expect(checking).rejects.toThrow('sent something that cannot be read')
  })

  it('is checked with a tool, which a server that cannot have any refuses', async () => {
    await using wire = await openModelWire({ events: [], status: 400 })
    const checking = claudeAt(wire.url).check(new AbortController().signal)
    await expect(checking).rejects.toThrow('did not accept the request (400)')
    expect(wire.requests).toMatchObject([{ tools: [{ name: 'do-nothing' }] }])
  })
})

describe('what Claude is sent', () => {
  it('keeps thinking away from callers, and nothing in it that the vendor refuses', async () => {
    const { requests } = await answerOf({ events: [begin, ...text('Hi'), ...end('end_turn')] })
    expect(requests[0]).toMatchObject({
      model: 'claude-haiku-5-5',
      stream: true,
      thinking: { type: 'disabled' },
      output_config: { effort: 'low' },
    })
    for (const gone of ['temperature', 'top_p', 'top_k'])
      expect(requests[0]).not.toHaveProperty(gone)
  })

  it('marks for the cache what stays, and puts the time and the caller behind it', async () => {
    const { requests } = await answerOf({ events: [begin, ...text('Hi'), ...end('end_turn')] })
    const [request] = requests
    expect(request).toMatchObject({
      system: [{ type: 'text', cache_control: { type: 'ephemeral' } }],
      messages: [
        {
          role: 'user',
          content: [
            {
              text: expect.stringContaining('<caller>Hello') as string,
              cache_control: { type: 'ephemeral' },
            },
            { text: expect.stringContaining('<now>It is Wednesday') as string },
          ],
        },
      ],
    })
    expect(JSON.stringify(request?.['system'])).not.toContain('+12025550123')
  })

  it('is plain for a model of which nothing is known', async () => {
    await using wire = await openModelWire({ events: [begin, ...text('Hi'), ...end('end_turn')] })
    await replyOf(claudeAt(wire.url, 'somebodys-model'), requestWith(['Hello']))
    expect(wire.requests[0]).not.toHaveProperty('thinking')
    expect(wire.requests[0]).not.toHaveProperty('output_config')
  })
})

describe('what Claude answers', () => {
  it('comes with what it cost, once, counted as at the end', async () => {
    const { events } = await answerOf({ events: [begin, ...text('Hi'), ...end('end_turn')] })
    const used = events.filter(({ type }) => type === 'used')
    expect(used).toEqual([
      {
        type: 'used',
        brain: 'claude',
        usage: {
          model: 'claude-haiku-5-5',
          inputTokens: 12,
          cacheReadTokens: 900,
          cacheWriteTokens: 30,
          outputTokens: 21,
        },
      },
    ])
  })

  it('is one also where a server of one’s own tells no cost, or no sensible one', async () => {
    const message = { id: 'm', role: 'assistant', content: [], model: 'own', usage: undefined }
    const delta = { stop_reason: 'end_turn', stop_sequence: null }
    const { events, failure } = await answerOf({
      events: [
        sse({ type: 'message_start', message }),
        ...text('Hi'),
        sse({ type: 'message_delta', delta, usage: { output_tokens: -1, input_tokens: 'many' } }),
        sse({ type: 'message_stop' }),
      ],
    })
    expect(failure).toBeUndefined()
    expect(spoken(events)).toBe('Hi')
    expect(events.at(-2)).toMatchObject({ usage: { inputTokens: 0, outputTokens: 0 } })
  })

  it('is a failure when it breaks off after its first words, and its cost is told all the same', async () => {
    const overloaded = sse({ type: 'error', error: { type: 'overloaded_error', message: 'x' } })
    const { events, failure } = await answerOf({ events: [begin, ...text('We are'), overloaded] })
    expect(spoken(events)).toBe('We are')
    expect(events.at(-1)?.type).toBe('used')
    expect(String(failure)).toContain('broke off its answer (overloaded_error)')
  })

  it('is a failure when its end never comes', async () => {
    const { failure } = await answerOf({ events: [begin, ...text('We are open')] })
    expect(failure).toBeInstanceOf(BrainFailed)
  })

  it('is malformed when it cannot be read', async () => {
    const { failure } = await answerOf({ events: [begin, 'event: message_delta\ndata: {{{\n\n'] })
    expect(failure).toMatchObject({ why: 'malformed' })
  })

  it('may be refused', async () => {
    const { events } = await answerOf({ events: [begin, ...text('I'), ...end('refusal')] })
    expect(events.at(-1)).toEqual({ type: 'reply-end', reason: 'refused' })
  })

  it('gives on as it is what it wrote for a tool and nobody can read', async () => {
    const events = [begin, ...tool('take-message', '{"na', 'me": '), ...end('tool_use')]
    const answer = await answerOf({ events })
    expect(answer.events).toContainEqual(
      expect.objectContaining({ tool: 'take-message', arguments: '{"name": ' }),
    )
  })

  it('runs no tool that was cut off at the longest answer', async () => {
    const events = [
      begin,
      ...text('One moment.'),
      ...tool('take-message', '{"na'),
      ...end('max_tokens'),
    ]
    const answer = await answerOf({ events })
    expect(answer.events.at(-1)).toEqual({ type: 'reply-end', reason: 'finished' })
  })

  it('is stopped when it has no end', async () => {
    const endless = Array.from({ length: 64 }, () => 'word '.repeat(3_277))
    const { events, failure } = await answerOf({ events: [begin, ...text(...endless)], open: true })
    expect(spoken(events).length).toBeLessThan(20_000)
    expect(failure).toMatchObject({ why: 'malformed' })
  })
})

describe('a caller who interrupts Claude', () => {
  it('closes the request, whose cost so far is still told', async () => {
    await using wire = await openModelWire({ events: [begin, ...text('We are open')], open: true })
    const stop = new AbortController()
    const events: BrainEvent[] = []
    for await (const event of claudeAt(wire.url).reply(requestWith(['Hello']), stop.signal)) {
      events.push(event)
      if (event.type === 'text-delta') stop.abort()
    }
    await wire.closedByClient
    expect(events.at(-1)).toMatchObject({ type: 'used', usage: { cacheReadTokens: 900 } })
  })
})

describe('the connection to Claude', () => {
  it('is the same for the turns of a call, also when each answer is let go at its end', async () => {
    await using wire = await openModelWire({ events: [begin, ...text('Hi'), ...end('end_turn')] })
    const brain = claudeAt(wire.url)
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
