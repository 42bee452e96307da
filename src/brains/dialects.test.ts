import { describe, expect, it } from 'vitest'
import { requestWith } from '../../test/contracts/brain.contract.ts'
import type { TranscriptTurn } from '../calls/transcript.ts'
import { claudeRequest } from './claude/claude-request.ts'
import { openaiRequest } from './openai/openai-request.ts'
import { promptOf } from './prompt/prompt-of.ts'

const at = new Date('2026-06-03T14:00:00Z')
const refused = { ok: false, reason: 'failed', detail: 'no paper' } as const
const tool = {
  speaker: 'tool',
  turn: 1,
  toolCallId: 'x',
  tool: 'take-message',
  result: refused,
  at,
} as const
const transcript: readonly TranscriptTurn[] = [
  { speaker: 'caller', turn: 1, text: 'Take a message', at },
  { ...tool, arguments: { name: 'Ann' } },
  // The answer after the tool was never heard: results and the next words of the caller stand together.
  { speaker: 'caller', turn: 2, text: 'Hello?', at },
]
const { tools } = requestWith([])
const prompt = promptOf({ ...requestWith([]), transcript })
const asked = { prompt, tools, model: 'a-model', manners: {}, maxTokens: 800 }

describe('a tool that was used', () => {
  it('is told to Claude with its result first in what follows', () => {
    const { messages } = claudeRequest(asked)
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user'])
    expect(messages[1]?.content).toEqual([
      { type: 'tool_use', id: 'use_1', name: 'take-message', input: { name: 'Ann' } },
    ])
    expect(messages[2]?.content).toMatchObject([
      { type: 'tool_result', tool_use_id: 'use_1', is_error: true },
      { type: 'text', text: '<caller>Hello?</caller>', cache_control: { type: 'ephemeral' } },
      { type: 'text' },
    ])
  })

  it('is told to OpenAI with its result behind it', () => {
    const { messages } = openaiRequest(asked)
    expect(messages.map(({ role }) => role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
      'user',
    ])
    expect(messages[2]).toMatchObject({
      content: null,
      tool_calls: [
        { id: 'use_1', function: { name: 'take-message', arguments: '{"name":"Ann"}' } },
      ],
    })
    expect(messages[3]).toMatchObject({ tool_call_id: 'use_1' })
  })

  it('marks for the cache at most as much as the vendor takes', () => {
    const marks = JSON.stringify(claudeRequest(asked)).match(/cache_control/g) ?? []
    expect(marks).toHaveLength(2)
  })
})
