import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import Anthropic from '@anthropic-ai/sdk'
import { afterEach, expect, it } from 'vitest'
import { questionOf, tokensFor } from './answer-words.ts'
import { createModelServer, type ModelRequest, type ModelServer } from './model-server.ts'

const tag = 'Q1-1'
const asked = {
  model: 'any',
  max_tokens: 100,
  messages: [{ role: 'user' as const, content: questionOf(tag) }],
}
const fakes: ModelServer[] = []

afterEach(() => {
  for (const { server } of fakes.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function openModel({ tokensPerSecond }: { tokensPerSecond: number }) {
  const fake = createModelServer({ firstTokenMs: 1, tokensPerSecond })
  fakes.push(fake)
  fake.server.listen(0, '127.0.0.1')
  await once(fake.server, 'listening')
  const { port } = fake.server.address() as AddressInfo
  const baseURL = `http://127.0.0.1:${port}`
  return {
    fake,
    client: new Anthropic({ apiKey: 'none', authToken: null, baseURL, maxRetries: 0 }),
  }
}

it('the vendor’s own kit understands the whole stream, token by token, with its end and its usage', async () => {
  const { client, fake } = await openModel({ tokensPerSecond: 10_000 })
  const words: string[] = []
  const stream = client.messages.stream(asked)
  stream.on('text', (text) => words.push(text))
  const message = await stream.finalMessage()
  expect(words).toEqual(tokensFor(tag))
  expect(message).toMatchObject({ stop_reason: 'end_turn', usage: { output_tokens: 40 } })
  const [request] = fake.takeRequests()
  expect(request).toMatchObject({ tag, abandonedMs: undefined })
  expect(request?.firstTokenMs).toBeGreaterThan(request?.receivedMs ?? Infinity)
  expect(fake.takeRequests()).toEqual([])
})

it('a request that is given up is noted with its moment', async () => {
  const { client, fake } = await openModel({ tokensPerSecond: 1 })
  const stop = new AbortController()
  for await (const event of await client.messages.create(
    { ...asked, stream: true },
    { signal: stop.signal },
  )) {
    if (event.type === 'content_block_delta') stop.abort()
  }
  const noted: ModelRequest[] = []
  await expect.poll(() => noted.push(...fake.takeRequests())).toBe(1)
  expect(noted[0]?.abandonedMs).toBeGreaterThan(noted[0]?.firstTokenMs ?? Infinity)
})

it('a check whether somebody is there gets a whole message, and counts for no caller', async () => {
  const { client, fake } = await openModel({ tokensPerSecond: 60 })
  const message = await client.messages.create(asked)
  expect(message.content).toMatchObject([{ type: 'text' }])
  expect(fake.takeRequests()).toEqual([])
})

it('anything else is refused as the vendor refuses it', async () => {
  const { client } = await openModel({ tokensPerSecond: 60 })
  await expect(client.models.retrieve('any')).rejects.toMatchObject({ status: 404 })
})
