import { LLMock } from '@copilotkit/aimock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createClaudeBrain } from '../../src/brains/claude-brain.ts'
import { createOpenaiBrain } from '../../src/brains/openai-brain.ts'
import { mannersOf } from '../../src/config/text-models.ts'
import { systemClock as clock } from '../../src/lib/clock.ts'
import { openOffice, type Office } from './office.ts'

const message = { name: 'Grace', reason: 'an order', urgency: 'normal' }

let vendor: LLMock
let office: Office
beforeEach(async () => {
  vendor = new LLMock({ port: 0, host: '127.0.0.1' })
  await vendor.start()
  const claude = { apiKey: 'a-key', model: 'claude-haiku-5-5', baseUrl: vendor.url }
  const openai = { apiKey: 'a-key', model: 'gpt-6-luna', baseUrl: `${vendor.url}/v1` }
  office = await openOffice({
    models: [
      createClaudeBrain({
        clock,
        config: { ...claude, manners: mannersOf('anthropic', claude.model) },
      }),
      createOpenaiBrain({
        clock,
        config: { ...openai, manners: mannersOf('openai', openai.model) },
      }),
    ],
  })
})
afterEach(async () => {
  await office[Symbol.asyncDispose]()
  await vendor.stop()
})

describe('a call that a language model answers', () => {
  it('does what the caller asks for, and keeps what it cost', async () => {
    vendor.on(
      { userMessage: 'tell them', hasToolResult: false },
      { toolCalls: [{ id: 'call_1', name: 'take-message', arguments: JSON.stringify(message) }] },
    )
    vendor.on({ hasToolResult: true }, { content: 'Your message is written down, Grace.' })
    vendor.on({ userMessage: 'Hello' }, { content: 'Hi, this is Claude. What is it about?' })
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.says('Hello there')
    await caller.hears('this is Claude')
    await caller.says('Please tell them that Grace called about an order')
    await caller.hears('is written down')
    await caller.hangsUp()
    expect(await office.tasks()).toMatchObject([{ name: 'Grace', type: 'message' }])
    const record = await office.callRecord(caller.callSid)
    expect(record).toMatchObject({ outcome: 'message-taken', flags: [] })
    expect(JSON.stringify(record)).toContain('claude-haiku-5-5')
  })

  it('ends with one goodbye, by the model that said it', async () => {
    vendor.on(
      { userMessage: 'bye', hasToolResult: false },
      { content: 'Goodbye, Grace.', toolCalls: [{ id: 'c', name: 'end-call', arguments: '{}' }] },
    )
    vendor.on({ hasToolResult: true }, { content: '' })
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.says('bye')
    await caller.hears('Goodbye, Grace.')
    await caller.ended()
    const record = await office.callRecord(caller.callSid)
    expect(JSON.stringify(record).match(/brain-switched/g)).toBeNull()
    const agentWords = record.transcript.filter(({ speaker }) => speaker === 'agent').at(-1)
    expect(agentWords?.text).toBe('Goodbye, Grace.')
  })

  it('is answered by the next model when the first one is overloaded', async () => {
    const overloaded = { error: { message: 'busy', type: 'overloaded_error' }, status: 529 }
    vendor.on({ userMessage: 'Hello', model: 'claude-haiku-5-5' }, overloaded)
    vendor.on({ userMessage: 'Hello', model: 'gpt-6-luna' }, { content: 'Hi, this is Luna.' })
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.says('Hello there')
    await caller.hears('this is Luna')
    await caller.hangsUp()
    const { events } = await office.callRecord(caller.callSid)
    const switched = events.find(({ kind }) => kind === 'brain-switched')
    expect(switched?.payload).toMatchObject({ from: 'claude', to: 'openai' })
  })

  it('is answered by the receptionist when no model can', async () => {
    vendor.on(
      { userMessage: /./ },
      { error: { message: 'no', type: 'authentication_error' }, status: 401 },
    )
    const caller = office.carrier.placeCall()
    await caller.hears('How can I help you?')
    await caller.says('Where are you?')
    await caller.hears('12 Harbor Street')
    await caller.hangsUp()
  })
})
