import { describe, expect, it } from 'vitest'
import { cutsIn, done, openReadyTalk, toolCall } from '../../../test/fakes/realtime-talk.ts'

const failure = { ok: false, reason: 'failed', detail: 'no paper' } as const

describe('the tools of an answer', () => {
  it('are told once, with what the model wrote', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    const call = toolCall('resp_1', { callId: 'call_1', args: '{"text":"hi"}' })
    const item = { ...call, id: 'item-call_1', type: 'function_call', status: 'completed' }
    talk.peer.sends(
      call,
      { type: 'response.output_item.done', response_id: 'resp_1', item },
      done('resp_1', { output: [item] }),
    )
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    expect(talk.told.of('tool-call')).toEqual([
      {
        type: 'tool-call',
        answer: 'resp_1',
        toolCallId: 'call_1',
        tool: 'take-message',
        arguments: { text: 'hi' },
      },
    ])
    expect(talk.told.of('answer-ended')).toMatchObject([{ reason: 'tools' }])
  })

  it.each([
    ['{"text": "h', '{"text": "h'],
    ['no json', 'no json'],
    ['[1, 2]', [1, 2]],
    ['"words"', 'words'],
    ['', {}],
  ])('have arguments as they were written: %j', async (args, expected) => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    talk.peer.sends(toolCall('resp_1', { callId: 'call_1', args }), done('resp_1'))
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    expect(talk.told.of('tool-call')[0]?.arguments).toEqual(expected)
  })

  it('are all answered before the next answer is asked for', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    const calls = ['call_1', 'call_2']
    talk.peer.sends(...calls.map((callId) => toolCall('resp_1', { callId })), done('resp_1'))
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    talk.session.toolDone({ toolCallId: 'call_2', result: failure })
    talk.session.answer()
    await talk.arrived()
    expect(talk.peer.of('response.create')).toHaveLength(1)
    talk.session.toolDone({ toolCallId: 'call_1', result: failure })
    talk.session.toolDone({ toolCallId: 'call_1', result: failure })
    await talk.peer.until(() => talk.peer.of('response.create').length === 2)
    const results = talk.peer.of('conversation.item.create').slice(-2)
    expect(results.map(({ item }) => item)).toMatchObject([
      { type: 'function_call_output', call_id: 'call_2' },
      { type: 'function_call_output', call_id: 'call_1' },
    ])
    expect(JSON.stringify(results)).toContain('no paper')
  })

  it('are not waited for without end', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    talk.peer.sends(toolCall('resp_1', { callId: 'call_1' }), done('resp_1'))
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    talk.session.answer()
    talk.clock.advance(14_000)
    await talk.peer.until(() => talk.peer.of('response.create').length === 2)
    expect(talk.peer.of('conversation.item.create').at(-1)?.['item']).toMatchObject({
      type: 'function_call_output',
      call_id: 'call_1',
    })
    expect(talk.told.of('trouble')).toHaveLength(1)
  })

  it('are known by their item where the server names them nowhere else', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    const { name, ...nameless } = toolCall('resp_1', { callId: 'call_1' })
    const item = { id: 'item_1', type: 'function_call', call_id: 'call_1', name, arguments: '{}' }
    talk.peer.sends(nameless, { type: 'response.output_item.done', response_id: 'resp_1', item })
    expect(await talk.told.until(() => talk.told.of('tool-call')[0])).toMatchObject({ tool: name })
  })

  it('that the model did not finish writing are not used, and leave the conversation', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    const item = {
      id: 'item_1',
      type: 'function_call',
      status: 'incomplete',
      call_id: 'call_1',
      name: 'end-call',
      arguments: '{"a',
    }
    talk.peer.sends(
      { type: 'response.output_item.done', response_id: 'resp_1', item },
      done('resp_1', {
        status: 'incomplete',
        status_details: { reason: 'max_output_tokens' },
        output: [item],
      }),
    )
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    await talk.arrived()
    expect(talk.told.of('tool-call')).toEqual([])
    expect(cutsIn(talk)).toEqual([['item_1', undefined]])
  })
})
