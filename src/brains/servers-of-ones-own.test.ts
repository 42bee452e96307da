import { describe, expect, it } from 'vitest'
import { replyOf, requestWith, spoken } from '../../test/contracts/brain.contract.ts'
import { createManualClock } from '../../test/fakes/manual-clock.ts'
import { openaiWire, openModelWire } from '../../test/fakes/model-wire.ts'
import { createOpenaiBrain } from './openai-brain.ts'

const { done, piece } = openaiWire

/** What comes of an answer as some server of one's own sends it. */
async function answerOf(...events: readonly string[]) {
  await using wire = await openModelWire({ events })
  const config = { apiKey: undefined, model: 'qwen3:8b', baseUrl: `${wire.url}/v1`, manners: {} }
  const brain = createOpenaiBrain({ clock: createManualClock(), config })
  return await replyOf(brain, requestWith(['Hello']))
}

function callsIn(events: Awaited<ReturnType<typeof answerOf>>) {
  return events.flatMap((event) =>
    event.type === 'tool-call' ? [[event.tool, event.arguments]] : [],
  )
}

const ending = [piece({}, 'tool_calls'), done]
const first = { name: 'take-message', arguments: '{"reason":"a leak"}' }
const second = { name: 'end-call', arguments: '{}' }
const both = [
  ['take-message', { reason: 'a leak' }],
  ['end-call', {}],
]

describe('a server of one’s own that calls tools', () => {
  it('may leave out the numbers and the ids of its calls', async () => {
    const calls = piece({ tool_calls: [{ function: first }, { function: second }] })
    expect(callsIn(await answerOf(calls, ...ending))).toEqual(both)
  })

  it('may number all of its calls 0', async () => {
    const calls = [
      piece({ tool_calls: [{ index: 0, id: 'a', function: first }] }),
      piece({ tool_calls: [{ index: 0, id: 'b', function: second }] }),
    ]
    expect(callsIn(await answerOf(...calls, ...ending))).toEqual(both)
  })

  it('may write what a tool is told as an object', async () => {
    const used = { name: 'take-message', arguments: { reason: 'a leak' } }
    const calls = piece({ tool_calls: [{ index: 0, id: 'a', function: used }] })
    expect(callsIn(await answerOf(calls, ...ending))).toEqual(both.slice(0, 1))
  })

  it('may send an empty name and id with all but the first piece of a call', async () => {
    const events = ['', '{"reason":', '"a leak"}'].map((text, index) => {
      const used = { name: index === 0 ? 'take-message' : '', arguments: text }
      return piece({ tool_calls: [{ index: 0, id: index === 0 ? 'a' : '', function: used }] })
    })
    expect(callsIn(await answerOf(...events, ...ending))).toEqual(both.slice(0, 1))
  })
})

describe('a server of one’s own that speaks', () => {
  it('says nothing of what it thinks aloud, and none of its marks', async () => {
    const texts = ['<th', 'ink>\nThey want', ' hours.</thi', 'nk>\n\n', 'At **nine**.']
    const events = texts.map((content) => piece({ content }))
    const answer = await answerOf(...events, piece({}, 'stop'), done)
    expect(spoken(answer)).toBe('At nine.')
  })

  it('may send its words in parts, of which its thoughts are not spoken', async () => {
    const thoughts = { type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] }
    const events = [
      piece({ content: [thoughts] }),
      piece({ content: [{ type: 'text', text: 'At nine.' }] }),
    ]
    expect(spoken(await answerOf(...events, piece({}, 'stop'), done))).toBe('At nine.')
  })

  it.each([
    ['words that are none', piece({ content: { text: 'Hi' } })],
    ['a call of a tool that is none', piece({ tool_calls: [null] })],
    ['nothing at all', 'data: null\n\n'],
  ])('is malformed when it sends %s', async (_what, event) => {
    await expect(answerOf(event, piece({}, 'stop'), done)).rejects.toMatchObject({
      why: 'malformed',
    })
  })

  it('has broken off where no reason for an end was told', async () => {
    const events = [piece({ content: 'We are' }, ''), done]
    await expect(answerOf(...events)).rejects.toThrow('broke off its answer')
  })

  it('may tell no sensible cost', async () => {
    const costs = { prompt_tokens: -4, completion_tokens: 'many', prompt_tokens_details: null }
    const odd = `data: ${JSON.stringify({ choices: [], usage: costs })}\n\n`
    const answer = await answerOf(piece({ content: 'Hi.' }), piece({}, 'stop'), odd, done)
    expect(answer).toContainEqual({
      type: 'used',
      brain: 'openai',
      usage: {
        model: '',
        inputTokens: 0,
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
        outputTokens: 0,
      },
    })
  })
})
