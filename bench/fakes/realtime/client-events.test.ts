import { describe, expect, it } from 'vitest'
import { createFakeRealtimeServer } from './fake-realtime-server.ts'
import {
  connect,
  onTheLine,
  phoneSession,
  silence,
  type PlainClient,
} from './testing/plain-client.ts'

const append = (audio: string) => ({ type: 'input_audio_buffer.append', audio })
const session = (more: object) => ({
  type: 'session.update',
  session: { type: 'realtime', ...more },
})
const words = (role: string, type: string) => ({
  type: 'conversation.item.create',
  item: { type: 'message', role, content: [{ type, text: 'Hello' }] },
})

/** What the stand-in says to an event, and what it notes. */
async function complaint(event: object) {
  await using line = await onTheLine()
  const { client, server } = line
  client.send({ event_id: 'mine', ...event })
  const { error } = await client.event('error')
  return { error, violations: server.violations }
}

describe('a client that does something wrong', () => {
  it.each([
    ['an event that does not exist', { type: 'response.stop' }, 'invalid_value', 'type'],
    ['an event without a type', { kind: 'x' }, 'invalid_value', 'type'],
    ['a temperature', session({ temperature: 0.8 }), 'unknown_parameter', 'session.temperature'],
    [
      'a format of the beta',
      session({ input_audio_format: 'g711_ulaw' }),
      'unknown_parameter',
      'session.input_audio_format',
    ],
    [
      'modalities of the beta',
      session({ modalities: ['audio'] }),
      'unknown_parameter',
      'session.modalities',
    ],
    [
      'a session of no type',
      { type: 'session.update', session: {} },
      'missing_required_parameter',
      'session.type',
    ],
    [
      'another format than the telephone’s',
      session({ audio: { input: { format: { type: 'audio/pcm', rate: 8000 } } } }),
      'invalid_value',
      'session.audio.input.format.type',
    ],
    [
      'a rate for µ-law',
      session({ audio: { output: { format: { type: 'audio/pcmu', rate: 8000 } } } }),
      'unknown_parameter',
      'session.audio.output.format.rate',
    ],
    [
      'a threshold beyond all loudness',
      session({ audio: { input: { turn_detection: { type: 'server_vad', threshold: 2 } } } }),
      'invalid_value',
      'session.audio.input.turn_detection.threshold',
    ],
    [
      'an idle timeout for semantic detection',
      session({
        audio: { input: { turn_detection: { type: 'semantic_vad', idle_timeout_ms: 8000 } } },
      }),
      'unknown_parameter',
      'session.audio.input.turn_detection.idle_timeout_ms',
    ],
    [
      'another model',
      session({ model: 'gpt-realtime-2.1-mini' }),
      'invalid_value',
      'session.model',
    ],
    ['sound that is no base64', append('§§§'), 'invalid_value', 'audio'],
    ['sound in a list', { type: 'input_audio_buffer.append', audio: [1] }, 'invalid_type', 'audio'],
    [
      'a commit of nothing',
      { type: 'input_audio_buffer.commit' },
      'input_audio_buffer_commit_empty',
      null,
    ],
    ['content of the beta', words('user', 'text'), 'invalid_value', 'item.content[0].type'],
    [
      'the agent’s words as sound',
      words('assistant', 'output_audio'),
      'invalid_value',
      'item.content[0].type',
    ],
    [
      'an item after one that does not exist',
      { ...words('user', 'input_text'), previous_item_id: 'item_x' },
      'item_create_invalid_previous_item_id',
      'previous_item_id',
    ],
    [
      'an item with a name that is none',
      {
        type: 'conversation.item.create',
        item: { id: 'call/1', type: 'message', role: 'user', content: [] },
      },
      'invalid_value',
      'item.id',
    ],
    [
      'the result of a call that nobody made',
      {
        type: 'conversation.item.create',
        item: { type: 'function_call_output', call_id: 'call_x', output: '{}' },
      },
      'invalid_tool_call_id',
      null,
    ],
    [
      'the end of an item that does not exist',
      { type: 'conversation.item.truncate', item_id: 'item_x', content_index: 0, audio_end_ms: 0 },
      'item_truncate_invalid_item_id',
      'item_id',
    ],
    [
      'half a millisecond',
      {
        type: 'conversation.item.truncate',
        item_id: 'item_x',
        content_index: 0,
        audio_end_ms: 0.5,
      },
      'invalid_type',
      'audio_end_ms',
    ],
    [
      'the removal of an item that does not exist',
      { type: 'conversation.item.delete', item_id: 'item_x' },
      'item_delete_invalid_item_id',
      'item_id',
    ],
    [
      'to be told of an item that does not exist',
      { type: 'conversation.item.retrieve', item_id: 'item_x' },
      'item_retrieve_invalid_item_id',
      'item_id',
    ],
    [
      'a saved prompt for an answer',
      { type: 'response.create', response: { prompt: { id: 'pmpt_1' } } },
      'unknown_parameter',
      'response.prompt',
    ],
    [
      'too many words of metadata',
      { type: 'response.create', response: { metadata: { note: 'x'.repeat(513) } } },
      'invalid_value',
      'response.metadata.note',
    ],
    [
      'a reference to an item that does not exist',
      { type: 'response.create', response: { input: [{ type: 'item_reference', id: 'item_x' }] } },
      'invalid_value',
      'response.input',
    ],
  ])('is told so, and it is noted: %s', async (_, event, code, param) => {
    const { error, violations } = await complaint(event)
    expect(error).toMatchObject({ type: 'invalid_request_error', code, param, event_id: 'mine' })
    expect(violations).toEqual([
      { code, message: expect.any(String) as string, event: typeOf(event) },
    ])
  })

  it.each([
    ['no JSON', '{"type":', 'invalid_json'],
    ['a list', '[]', 'invalid_event'],
    ['bytes', Buffer.from('x'), 'invalid_event'],
  ])('is told so when a frame is %s', async (_, frame, code) => {
    await using line = await onTheLine()
    line.client.socket.send(frame)
    expect(await line.client.event('error')).toMatchObject({ error: { code, event_id: null } })
    expect(line.server.violations).toMatchObject([{ code }])
  })

  it('is heard neither before it has configured the session nor while it does', async () => {
    await using server = await createFakeRealtimeServer({ configuresAfterMs: 50 })
    const client = await connect(server)
    const early = append(silence(20).toString('base64'))
    client.send(early)
    client.send({ type: 'session.update', session: phoneSession })
    client.send(early)
    await client.event('session.updated')
    const [{ appendedMs, violations } = { appendedMs: 0, violations: [] }] = server.sessions
    expect(appendedMs).toBe(0)
    expect(violations.map(({ code }) => code)).toEqual([
      'audio_before_session_updated',
      'audio_before_session_updated',
    ])
  })

  it('may not ask for a second answer while there is one', async () => {
    await using line = await onTheLine({ mind: () => new Promise(() => undefined) })
    const { client, server } = line
    client.send({ type: 'response.create' })
    client.send({ type: 'response.create', event_id: 'second' })
    expect(await client.event('error')).toMatchObject({
      error: { code: 'conversation_already_has_active_response', event_id: 'second' },
    })
    expect(server.violations).toHaveLength(1)
  })

  it('may stop an answer that has just ended: nobody could have known', async () => {
    await using line = await onTheLine()
    line.client.send({ type: 'response.cancel' })
    expect(await line.client.event('error')).toMatchObject({
      error: { code: 'response_cancel_not_active' },
    })
    expect(line.server.violations).toEqual([])
  })

  it('may not ask for an answer before the results of all tools are there', async () => {
    const tools = [{ name: 'look_up', arguments: {} }]
    await using line = await onTheLine({
      mind: ({ response }) => (response === 0 ? { tools } : {}),
    })
    const { client, server } = line
    client.send({ type: 'response.create' })
    await client.event('response.done')
    client.send({ type: 'response.create' })
    await client.event('response.done', 1)
    expect(server.violations).toMatchObject([{ code: 'tool_results_missing' }])
    expect(client.types()).not.toContain('error')
  })

  it('cannot change the voice once it was heard', async () => {
    await using line = await onTheLine({ mind: () => ({ says: 'Hello' }) })
    const { client, server } = line
    client.send({ type: 'response.create' })
    await client.event('response.done')
    client.send(session({ audio: { output: { voice: 'cedar' } } }))
    expect(await client.event('error')).toMatchObject({ error: { code: 'cannot_update_voice' } })
    expect(server.violations).toHaveLength(1)
  })
})

it('a client may put words, calls and results where it wants them, take them away, and look at them', async () => {
  await using line = await onTheLine()
  const { client, server, session: model } = line
  client.send({ ...words('user', 'input_text'), event_id: 'ignored' })
  client.send(item({ id: 'first', ...words('system', 'input_text').item }, 'root'))
  client.send(item({ id: 'agent', ...words('assistant', 'output_text').item }, 'first'))
  client.send(item({ type: 'function_call', call_id: 'c1', name: 'look_up', arguments: '{}' }))
  client.send(item({ type: 'function_call_output', call_id: 'c1', output: 'nothing' }))
  await client.event('conversation.item.done', 4)
  expect(model.items.map(({ by }) => by)).toEqual([
    'house',
    'agent',
    'caller',
    'tool-call',
    'tool-result',
  ])
  expect(await client.event('conversation.item.added', 2)).toMatchObject({
    previous_item_id: 'first',
    item: { id: 'agent', status: 'completed' },
  })
  await removes(client, 'agent')
  client.send({ type: 'conversation.item.retrieve', item_id: 'first' })
  expect(await client.event('conversation.item.retrieved')).toMatchObject({
    item: { role: 'system', content: [{ type: 'input_text', text: 'Hello' }] },
  })
  expect(model.items.map(({ by }) => by)).not.toContain('agent')
  expect(server.violations).toEqual([])
})

function item(given: object, after?: string) {
  const previous_item_id = after === undefined ? {} : { previous_item_id: after }
  return { type: 'conversation.item.create', item: given, ...previous_item_id }
}

async function removes(client: PlainClient, item_id: string) {
  client.send({ type: 'conversation.item.delete', item_id })
  expect(await client.event('conversation.item.deleted')).toMatchObject({ item_id })
}

function typeOf(event: object): string {
  return 'type' in event ? String(event.type) : ''
}
