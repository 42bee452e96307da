import { describe, expect, it } from 'vitest'
import { createWordsListener, soundOfWords } from '../../../carrier/speech/audible-words.ts'
import { createSteppedClock } from '../../../carrier/stepped-clock.ts'
import type { FakeRealtimeOptions } from './fake-options.ts'
import { onTheLine, phoneSession, type PlainClient } from './testing/plain-client.ts'

const answer = { type: 'response.create' }
const hours = 'We open at nine and close at five.'

function deltas(client: PlainClient): Buffer[] {
  return client.events
    .filter(({ type }) => type === 'response.output_audio.delta')
    .map(({ delta }) => Buffer.from(String(delta), 'base64'))
}

/** On a stepped clock, with an answer asked for and its first piece here. */
async function speaking(options: FakeRealtimeOptions = {}) {
  const clock = createSteppedClock()
  const mind = () => ({ says: hours })
  const line = await onTheLine({ clock, configuresAfterMs: 0, mind, ...options })
  clock.settleWith(() => line.server.settled())
  line.client.send(answer)
  await line.client.event('response.created')
  return { ...line, clock }
}

describe('the stand-in’s voice', () => {
  it('comes in pieces of 240 ms, four times as fast as it is heard, and its words with it', async () => {
    await using line = await speaking()
    const { client, clock } = line
    await client.event('response.output_audio.delta')
    await clock.advance(59)
    expect(deltas(client)).toHaveLength(1)
    await clock.advance(1)
    expect(deltas(client).map(({ length }) => length)).toEqual([1920, 1920])
    await clock.advance(10_000)
    expect(Buffer.concat(deltas(client)).equals(soundOfWords(hours))).toBe(true)
    expect(deltas(client).every(({ length }) => length % 160 === 0)).toBe(true)
    const words = client.events.filter(
      ({ type }) => type === 'response.output_audio_transcript.delta',
    )
    expect(words.map(({ delta }) => delta).join('')).toBe(hours)
    expect(await client.event('response.output_audio_transcript.done')).toMatchObject({
      transcript: hours,
    })
  })

  it('begins after the time that thinking takes, of all answers or of one', async () => {
    const mind = ({ response }: { response: number }) => ({
      says: 'Yes',
      ...(response === 1 && { thinksMs: 900 }),
    })
    await using line = await speaking({ mind, pace: { thinksMs: 300 } })
    const { client, clock } = line
    await clock.advance(299)
    expect(deltas(client)).toHaveLength(0)
    await clock.advance(1)
    expect(deltas(client)).toHaveLength(1)
    client.send(answer)
    await client.event('response.created', 1)
    await clock.advance(899)
    expect(deltas(client)).toHaveLength(1)
    await clock.advance(1)
    expect(deltas(client)).toHaveLength(2)
  })

  it('comes all at once where it has no pace', async () => {
    await using line = await onTheLine({
      pace: { speed: Infinity, pieceMs: 100 },
      mind: () => ({ says: hours }),
    })
    line.client.send(answer)
    await line.client.event('response.done')
    expect(deltas(line.client)).toHaveLength(Math.ceil((hours.length * 60) / 100))
  })

  it('stops at once when the client cancels, and the words are those whose sound was sent', async () => {
    await using line = await speaking()
    const { client, clock, session } = line
    await clock.advance(60)
    client.send({ type: 'response.cancel' })
    const done = await client.event('response.done')
    await clock.advance(10_000)
    expect(deltas(client)).toHaveLength(2)
    expect(done).toMatchObject({
      response: {
        status: 'cancelled',
        status_details: { type: 'cancelled', reason: 'client_cancelled' },
        output: [{ status: 'incomplete', content: [{ transcript: 'We open ' }] }],
        usage: { output_token_details: { audio_tokens: 10, text_tokens: 2 } },
      },
    })
    expect(session.items).toMatchObject([{ by: 'agent', text: 'We open ' }])
    expect(client.types().filter((type) => type === 'response.done')).toHaveLength(1)
  })

  it.each([
    [false, ['response.output_audio.delta', 'response.done']],
    [true, ['response.done', 'response.output_audio.delta']],
  ])('may be late to stop, also after its end (%s)', async (areLateAfterDone, order) => {
    await using line = await speaking({ pace: { latePieces: 2, areLateAfterDone } })
    const { client } = line
    await client.event('response.output_audio.delta')
    client.send({ type: 'response.cancel' })
    await client.event('response.done')
    await client.event('response.output_audio.delta', 2)
    const types = client.types()
    expect(
      order.toSorted((one, other) => types.lastIndexOf(one) - types.lastIndexOf(other)),
    ).toEqual(order)
    expect(createWordsListener().hear(Buffer.concat(deltas(client)))).toBe('We open at n')
  })

  it('can be cancelled by the name of the answer, and no other', async () => {
    await using line = await speaking()
    const { client } = line
    client.send({ type: 'response.cancel', response_id: 'resp_x' })
    expect(await client.event('error')).toMatchObject({
      error: { code: 'response_cancel_not_active' },
    })
    const [response] = line.session.responses
    client.send({ type: 'response.cancel', response_id: response?.id })
    await client.event('response.done')
    expect(line.session.responses).toMatchObject([{ status: 'cancelled', text: 'We o' }])
  })

  it('asks for tools after its words, with arguments in pieces and as a whole', async () => {
    const tools = [
      { name: 'look_up', arguments: { day: 'Monday', party: 'two' } },
      { name: 'book', arguments: '{"day":' },
    ]
    await using line = await onTheLine({ mind: () => ({ says: 'Hm.', tools }) })
    const { client } = line
    client.send(answer)
    const done = await client.event('response.done')
    const first = await client.event('response.function_call_arguments.done')
    const pieces = client.events.filter(
      ({ item_id, type }) =>
        item_id === first['item_id'] && type === 'response.function_call_arguments.delta',
    )
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.map(({ delta }) => delta).join('')).toBe('{"day":"Monday","party":"two"}')
    expect(first).toMatchObject({
      name: 'look_up',
      output_index: 1,
      arguments: '{"day":"Monday","party":"two"}',
    })
    expect(done).toMatchObject({
      response: {
        status: 'completed',
        output: [
          { type: 'message' },
          { type: 'function_call', name: 'look_up', status: 'completed' },
          { type: 'function_call', name: 'book', arguments: '{"day":' },
        ],
      },
    })
  })

  it.each([
    ['refuses', { refuses: true }, 'incomplete', { reason: 'content_filter' }],
    ['is too long', { isTooLong: true }, 'incomplete', { reason: 'max_output_tokens' }],
    ['fails', { fails: { code: 'overloaded' } }, 'failed', { error: { code: 'overloaded' } }],
  ])('%s after what it has said', async (_, shortfall, status, details) => {
    const tools = [{ name: 'look_up', arguments: {} }]
    await using line = await onTheLine({ mind: () => ({ says: 'Well', tools, ...shortfall }) })
    line.client.send(answer)
    expect(await line.client.event('response.done')).toMatchObject({
      response: {
        status,
        status_details: { type: status, ...details },
        output: [{ status: 'incomplete', content: [{ transcript: 'Well' }] }],
      },
    })
    expect(line.session.responses).toMatchObject([{ status, text: 'Well' }])
  })

  it('ends where the tokens do', async () => {
    await using line = await onTheLine(
      { mind: () => ({ says: hours }) },
      { ...phoneSession, max_output_tokens: 14 },
    )
    line.client.send(answer)
    expect(await line.client.event('response.done')).toMatchObject({
      response: {
        status: 'incomplete',
        status_details: { reason: 'max_output_tokens' },
        output: [{ content: [{ transcript: 'We open ' }] }],
      },
    })
  })

  it('costs what it reads and what it says, and what was read before less', async () => {
    const instructions = 'You answer the phone. '.repeat(20)
    const mind = () => ({ says: 'Yes.' })
    await using line = await onTheLine({ mind }, { ...phoneSession, instructions })
    const { client } = line
    client.says('Hello')
    await client.event('input_audio_buffer.committed')
    client.send(answer)
    const first = await client.event('response.done')
    client.send(answer)
    const second = await client.event('response.done', 1)
    expect(first).toMatchObject({
      response: {
        usage: {
          input_tokens: 119,
          output_tokens: 6,
          total_tokens: 125,
          input_token_details: { text_tokens: 111, audio_tokens: 8, cached_tokens: 0 },
          output_token_details: { text_tokens: 1, audio_tokens: 5 },
        },
      },
    })
    expect(second).toMatchObject({
      response: {
        usage: {
          input_token_details: {
            text_tokens: 112,
            audio_tokens: 13,
            cached_tokens: 64,
            cached_tokens_details: { text_tokens: 64, audio_tokens: 0 },
          },
        },
      },
    })
  })

  it('tells the limits that are left', async () => {
    await using line = await onTheLine()
    line.client.send(answer)
    expect(await line.client.event('rate_limits.updated')).toMatchObject({
      rate_limits: [
        { name: 'requests', limit: 1000, remaining: 999 },
        { name: 'tokens', limit: 200_000 },
      ],
    })
  })
})

describe('an answer that was not heard to its end', () => {
  const truncate = (item_id: unknown, audio_end_ms: number) => ({
    type: 'conversation.item.truncate',
    item_id,
    content_index: 0,
    audio_end_ms,
  })

  it('is in the conversation only as far as it was heard', async () => {
    await using line = await onTheLine({ mind: () => ({ says: hours }) })
    const { client, server, session } = line
    client.send(answer)
    await client.event('response.done')
    const itemId = session.responses[0]?.itemId
    client.send(truncate(itemId, 13 * 60))
    expect(await client.event('conversation.item.truncated')).toMatchObject({
      item_id: itemId,
      content_index: 0,
      audio_end_ms: 780,
    })
    expect(session.items).toMatchObject([{ by: 'agent', text: 'We open at ni' }])
    expect(session.responses).toMatchObject([
      { text: hours, soundMs: hours.length * 60, truncatedAtMs: 780 },
    ])
    client.send({ type: 'conversation.item.retrieve', item_id: itemId })
    // Which of its words were heard is nothing that the server could say.
    expect(await client.event('conversation.item.retrieved')).toMatchObject({
      item: { content: [{ type: 'output_audio' }] },
    })
    expect(server.violations).toEqual([])
  })

  it('is understood up to the character that had begun to sound', async () => {
    const sound = soundOfWords(hours)
    await using line = await onTheLine({ mind: () => ({ says: hours }) })
    const { client, session } = line
    client.send(answer)
    await client.event('response.done')
    for (const heardMs of [1201, 1200, 61, 60, 1, 0]) {
      client.send(truncate(session.responses[0]?.itemId, heardMs))
      await session.until(({ responses }) => responses[0]?.truncatedAtMs === heardMs)
      const heard = createWordsListener().hear(sound.subarray(0, heardMs * 8))
      expect(session.items).toMatchObject([{ text: heard }])
    }
  })

  it('cannot have been heard for longer than it lasts', async () => {
    await using line = await speaking()
    const { client, server, session } = line
    await client.event('response.output_audio.delta')
    client.send(truncate(session.responses[0]?.itemId, 241))
    expect(await client.event('error')).toMatchObject({
      error: {
        code: 'invalid_value',
        param: 'audio_end_ms',
        message: 'Audio content of 240ms is already shorter than 241ms',
      },
    })
    expect(server.violations).toHaveLength(1)
  })

  it('cannot be cut before it has any sound, and words of a text never', async () => {
    await using line = await onTheLine()
    const { client } = line
    client.send({
      type: 'conversation.item.create',
      item: {
        id: 'seed',
        type: 'message',
        role: 'assistant',
        content: [{ type: 'output_text', text: 'Hi' }],
      },
    })
    client.send(truncate('seed', 0))
    expect(await client.event('error')).toMatchObject({
      error: { code: 'unsupported_content_type' },
    })
  })

  it('grows no more, although the rest of it is still sent', async () => {
    await using line = await speaking()
    const { client, clock, session } = line
    await client.event('response.output_audio.delta')
    client.send(truncate(session.responses[0]?.itemId, 100))
    await client.event('conversation.item.truncated')
    await clock.advance(10_000)
    expect(session.items).toMatchObject([{ text: 'We' }])
    expect(session.responses).toMatchObject([{ text: hours, status: 'completed' }])
  })
})
