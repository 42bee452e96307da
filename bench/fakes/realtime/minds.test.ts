import { describe, expect, it } from 'vitest'
import { scriptedMind, type MindRequest } from './mind.ts'
import { onTheLine, phoneSession } from './testing/plain-client.ts'

const tool = { type: 'function', name: 'look_up', description: 'Looks up.', parameters: {} }
const answer = { type: 'response.create' }
const result = (call_id: unknown, output: string) => ({
  type: 'conversation.item.create',
  item: { type: 'function_call_output', call_id, output },
})

describe('the mind of the stand-in', () => {
  it('is given the whole conversation as the model has it, words that nobody has written down yet too', async () => {
    const asked: MindRequest[] = []
    await using line = await onTheLine(
      {
        transcripts: { delayMs: 60_000, text: 'Something else' },
        mind(request) {
          asked.push(request)
          return request.response === 0
            ? { says: 'One moment.', tools: [{ name: 'look_up', arguments: { day: 'Monday' } }] }
            : { says: 'We are open.' }
        },
      },
      { ...phoneSession, tools: [tool] },
    )
    const { client, server } = line
    client.says('Are you open?')
    await client.event('input_audio_buffer.committed')
    client.send(answer)
    const { call_id: callId } = await client.event('response.function_call_arguments.done')
    await client.event('response.done')
    client.send(result(callId, '{"open":true}'))
    client.send({
      ...answer,
      response: { instructions: 'Be brief.', metadata: { topic: 'hours' } },
    })
    await client.event('response.done', 1)
    expect(asked[0]).toMatchObject({
      session: 0,
      response: 0,
      isOutOfBand: false,
      instructions: 'You answer the phone of a bakery.',
      ownInstructions: undefined,
      tools: [{ name: 'look_up', description: 'Looks up.' }],
      items: [{ by: 'caller', text: 'Are you open?', isSpoken: true }],
    })
    expect(asked[1]).toMatchObject({
      response: 1,
      instructions: 'Be brief.',
      ownInstructions: 'Be brief.',
      metadata: { topic: 'hours' },
      items: [
        { by: 'caller', text: 'Are you open?' },
        { by: 'agent', text: 'One moment.' },
        { by: 'tool-call', name: 'look_up', arguments: '{"day":"Monday"}', callId },
        { by: 'tool-result', output: '{"open":true}', callId },
      ],
    })
    expect(server.violations).toEqual([])
  })

  it('may take its time, and is told when nobody waits any more', async () => {
    const given: AbortSignal[] = []
    await using line = await onTheLine({
      mind: ({ signal }) => {
        given.push(signal)
        return new Promise(() => undefined)
      },
    })
    line.client.send(answer)
    await line.client.event('rate_limits.updated')
    line.client.send({ type: 'response.cancel' })
    expect(await line.client.event('response.done')).toMatchObject({
      response: { status: 'cancelled', output: [], usage: { output_tokens: 0 } },
    })
    expect(given[0]?.aborted).toBe(true)
  })

  it.each([
    ['throws', () => Promise.reject(new Error('No idea'))],
    [
      'throws at once',
      () => {
        throw new Error('No idea')
      },
    ],
  ])('that %s is a model that failed', async (_, mind) => {
    await using line = await onTheLine({ mind })
    line.client.send(answer)
    expect(await line.client.event('response.done')).toMatchObject({
      response: {
        status: 'failed',
        status_details: { type: 'failed', error: { type: 'server_error', message: 'No idea' } },
      },
    })
  })

  it('follows a list, then whatever is to come after it, and repeats what it heard when it has none', async () => {
    await using line = await onTheLine({
      mind: scriptedMind([
        'First.',
        { says: 'Second.' },
        ({ response }) => ({ says: `${response}` }),
      ]),
    })
    const { client, session } = line
    client.says('Hello')
    await client.event('input_audio_buffer.committed')
    for (let nth = 0; nth < 4; nth += 1) {
      client.send(answer)
      await client.event('response.done', nth)
    }
    const said = session.responses.map(({ text }) => text)
    expect(said).toEqual(['First.', 'Second.', '2', 'You said: Hello'])
  })

  it.each([
    ['between quotation marks', 'Say exactly: “One moment, please.”'],
    ['below an empty line', 'Say exactly the words below, "as they are".\n\nOne moment, please.'],
  ])('need not think to say exactly the words that stand %s', async (_, instructions) => {
    const mind = () => ({ says: 'I thought.' })
    await using line = await onTheLine({ mind })
    const metadata = { saying: 'filler' }
    const response = { conversation: 'none', input: [], instructions, metadata }
    line.client.send({ ...answer, response })
    expect(await line.client.event('response.done')).toMatchObject({
      response: { conversation_id: null, metadata, output: [{ role: 'assistant' }] },
    })
    expect(line.session.responses).toMatchObject([
      { isOutOfBand: true, text: 'One moment, please.', metadata, status: 'completed' },
    ])
    expect(line.session.items).toEqual([])
    expect(line.client.types()).not.toContain('conversation.item.added')
  })

  it('thinks out of band of what it was given, and not of the conversation', async () => {
    const asked: MindRequest[] = []
    await using line = await onTheLine({
      mind(request) {
        asked.push(request)
        return { says: 'booking' }
      },
    })
    const { client } = line
    client.says('Hello')
    const { item_id: id } = await client.event('input_audio_buffer.committed')
    const input = [
      { type: 'item_reference', id },
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'What is it?' }] },
    ]
    const wish = { conversation: 'none', input, output_modalities: ['text'] }
    client.send({ ...answer, response: wish })
    expect(await client.event('response.output_text.done')).toMatchObject({ text: 'booking' })
    expect(asked[0]).toMatchObject({
      isOutOfBand: true,
      items: [
        { by: 'caller', text: 'Hello', isSpoken: true },
        { by: 'caller', text: 'What is it?', isSpoken: false },
      ],
    })
    expect(client.types()).not.toContain('response.output_audio.delta')
  })

  it('may answer out of band beside the conversation, and it is counted', async () => {
    await using line = await onTheLine({ mind: () => ({ says: 'A long answer, for a while.' }) })
    const { client, session } = line
    client.send(answer)
    client.send({ ...answer, response: { conversation: 'none', instructions: '"Hi"' } })
    await client.event('response.done', 1)
    expect(session.mostResponsesAtOnce).toBe(2)
    expect(session.violations).toEqual([])
  })
})
