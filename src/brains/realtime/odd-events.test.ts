import { describe, expect, it } from 'vitest'
import { created, done, openTalk, soundDelta, toolCall } from '../../../test/fakes/realtime-talk.ts'

const audio = (delta: unknown, more: object = {}) => ({
  type: 'response.output_audio.delta',
  response_id: 'resp_1',
  item_id: 'item_1',
  ...more,
  delta,
})

async function answeringTalk() {
  const talk = await openTalk()
  await talk.ready()
  await talk.answers('resp_1')
  return talk
}

describe('a Realtime server that sends what nobody expects', () => {
  it.each([
    ['no JSON', 'hello'],
    ['half of it', '{"type":"response.output_audio.delta","response_id":"resp_1"'],
    ['JSON that is no object', '[1,2,3]'],
    ['nothing', ''],
    ['null', 'null'],
    ['a number', '42'],
    ['an event without a type', '{"response_id":"resp_1"}'],
    ['an event of no kind', '{"type":7}'],
    ['an unknown event', '{"type":"response.haiku.delta","response_id":"resp_1"}'],
    ['an event without its fields', '{"type":"response.created"}'],
    [
      'an event whose fields are something else',
      '{"type":"input_audio_buffer.committed","item_id":[]}',
    ],
    ['a binary frame', Buffer.from([0, 1, 2, 255])],
    ['a frame that is no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
  ])('is told as trouble, and the call goes on: %s', async (_what, frame) => {
    await using talk = await answeringTalk()
    talk.peer.sends(frame)
    await talk.told.until(() => talk.told.of('trouble').length === 1)
    talk.peer.sends(soundDelta('resp_1'), done('resp_1'))
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    expect(talk.told.of('lost')).toEqual([])
    expect(talk.told.heardMs('resp_1')).toBe(100)
  })

  it('and of which nobody can make anything ends the session and not the process', async () => {
    await using talk = await answeringTalk()
    talk.told.onTold((told) => {
      if (told !== 'sound' && told.type === 'answer-words') throw new Error('Nobody expected that')
    })
    talk.peer.sends({
      type: 'response.output_audio_transcript.delta',
      response_id: 'resp_1',
      item_id: 'item_1',
      delta: 'Hello',
    })
    const lost = await talk.told.until(() => talk.told.of('lost')[0])
    expect(lost).toMatchObject({ reason: 'broken' })
  })

  it('such as the end of an answer once more, does not cost the owner twice', async () => {
    await using talk = await answeringTalk()
    const usage = { input_tokens: 10, output_tokens: 20 }
    talk.peer.sends(done('resp_1', { usage }), done('resp_1', { usage }))
    await talk.understood()
    expect(talk.told.of('used').length).toBe(1)
    expect(talk.told.of('answer-ended').length).toBe(1)
  })

  it('a thousand times is not told a thousand times', async () => {
    await using talk = await answeringTalk()
    for (let time = 0; time < 1_000; time += 1) {
      talk.peer.sends('hello', { type: `odd.${time}` })
    }
    await talk.understood()
    expect(talk.told.of('trouble').length).toBeLessThanOrEqual(100)
    expect(new Set(talk.told.of('trouble').map(({ detail }) => detail)).size).toBeGreaterThan(50)
  })

  it('is believed where it sends in another order, or the beginning last', async () => {
    await using talk = await openTalk()
    await talk.ready()
    talk.session.answer()
    await talk.peer.until(() => talk.asked())
    talk.peer.sends(soundDelta('resp_1'), created('resp_1', talk.asked()), done('resp_1'))
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    expect(talk.told.order.slice(1)).toEqual([
      'answer-started resp_1',
      'sound resp_1',
      'answer-ended resp_1',
    ])
  })

  it('may end an answer before it says that it has begun', async () => {
    await using talk = await openTalk()
    await talk.ready()
    talk.session.answer()
    await talk.peer.until(() => talk.asked())
    talk.peer.sends(done('resp_1'), created('resp_1', talk.asked()))
    await talk.understood()
    talk.session.answer()
    await talk.peer.until(() => talk.peer.of('response.create').length === 2)
    expect(talk.told.of('answer-started')).toHaveLength(1)
    expect(talk.told.of('answer-ended')).toHaveLength(1)
  })

  it('may repeat everything', async () => {
    await using talk = await answeringTalk()
    const call = toolCall('resp_1', { callId: 'call_1' })
    talk.peer.sends(created('resp_1', talk.asked()), call, call, done('resp_1'), done('resp_1'))
    await talk.understood()
    expect(talk.told.order.slice(2)).toEqual([
      'tool-call resp_1',
      'answer-ended resp_1',
      'caller-words',
    ])
  })

  it('is not listened to about answers that are long over, or were never asked for', async () => {
    await using talk = await answeringTalk()
    talk.peer.sends(done('resp_1'))
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    const before = talk.told.order.length
    talk.peer.sends(
      soundDelta('resp_1'),
      soundDelta('resp_0'),
      toolCall('resp_0', { callId: 'call_0' }),
      { type: 'response.output_audio_transcript.delta', response_id: 'resp_0', delta: 'words' },
      {
        type: 'response.output_item.added',
        response_id: 'resp_0',
        item: { id: 'item_0', type: 'message' },
      },
      done('resp_0'),
    )
    await talk.understood()
    expect(talk.told.order.slice(before)).toEqual(['caller-words'])
  })

  it('gives its sound in whatever order of fields, with spaces or without', async () => {
    await using talk = await answeringTalk()
    const sound = Buffer.alloc(160, 0x55).toString('base64')
    const type = 'response.output_audio.delta'
    const ids = { response_id: 'resp_1', item_id: 'item_1' }
    talk.peer.sends(
      { type, event_id: 'e', ...ids, output_index: 0, content_index: 0, delta: sound },
      { event_id: 'event_22', type, ...ids, delta: sound },
      { delta: sound, ...ids, type },
      { type, delta: sound, ...ids },
      { type, ...ids, delta: sound, event_id: 'event_3' },
      JSON.stringify({ type, ...ids, delta: sound }, null, 2),
      { type, item_id: 'item_2', response_id: 'resp_1', delta: sound },
      { type, item_id: 'item_3', response_id: 'resp_1', delta: sound },
      done('resp_1'),
    )
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    expect(talk.told.soundOf('resp_1').toString()).toBe(sound.repeat(8))
    expect(talk.told.of('trouble')).toEqual([])
  })

  it.each([
    ['empty', ''],
    ['of odd length', 'AAAAA'],
    ['no base64', '%AAA'],
    ['base64 with something in it', 'AAAA"AAA'],
    ['with a line break', 'AAA\nAAAA'],
    ['with padding in the middle', 'AA==AAAA'],
    ['no text', 7],
  ])('has its sound left out when it is %s, which is told once an answer', async (_what, delta) => {
    await using talk = await answeringTalk()
    talk.peer.sends(audio(delta), soundDelta('resp_1', 20), audio(delta), done('resp_1'))
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    expect(talk.told.heardMs('resp_1')).toBe(20)
    const isOfSound = typeof delta === 'string'
    expect(talk.told.of('trouble')).toHaveLength(isOfSound ? 1 : 2)
  })

  it('reports errors by their names, and never in its own words, which may be a caller’s', async () => {
    await using talk = await answeringTalk()
    const error = {
      type: 'invalid_request_error',
      code: 'item_not_found',
      message: 'my card is 4111',
      param: 'item_id',
    }
    talk.peer.sends({ type: 'error', error }, { type: 'error', error: { code: 'my card is 4111' } })
    await talk.told.until(() => talk.told.of('trouble').length === 2)
    const details = talk.told.of('trouble').map(({ detail }) => detail)
    expect(details[0]).toContain('reports item_not_found, item_id')
    expect(details.join()).not.toContain('4111')
  })

  it('may find nothing to cancel', async () => {
    await using talk = await answeringTalk()
    talk.peer.sends({ type: 'error', error: { code: 'response_cancel_not_active' } })
    await talk.understood()
    expect(talk.told.of('trouble')).toEqual([])
  })

  it('says when it allows no more', async () => {
    await using talk = await answeringTalk()
    const limits = (remaining: number) => ({
      type: 'rate_limits.updated',
      rate_limits: [{ name: 'tokens', limit: 100, remaining, reset_seconds: 1 }],
    })
    talk.peer.sends(limits(5), limits(0))
    expect(await talk.told.until(() => talk.told.of('trouble')[0])).toMatchObject({
      detail: expect.stringContaining('allows no more tokens for the moment') as string,
    })
    expect(talk.told.of('trouble')).toHaveLength(1)
  })
})
