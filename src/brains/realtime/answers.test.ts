import { describe, expect, it } from 'vitest'
import {
  created,
  done,
  openReadyTalk,
  openTalk,
  soundDelta,
} from '../../../test/fakes/realtime-talk.ts'

describe('an answer of a Realtime server', () => {
  it('is asked for beside nothing else, and heard as it comes', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    talk.peer.sends(soundDelta('resp_1', 100), soundDelta('resp_1', 20), done('resp_1'))
    const { reason } = await talk.told.until(() => talk.told.of('answer-ended')[0])
    expect(reason).toBe('finished')
    expect(talk.told.heardMs('resp_1')).toBe(120)
    expect(talk.told.soundOf('resp_1').toString().startsWith('VVVV')).toBe(true)
    expect(talk.asked()?.['response']).toEqual({ metadata: { asked: 'ask-1' } })
  })

  it('waits for the end of the one before it', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    talk.session.say({ saying: 'wait', words: 'One moment.' })
    talk.session.answer()
    await talk.arrived()
    expect(talk.peer.of('response.create')).toHaveLength(1)
    talk.peer.sends(done('resp_1'))
    await talk.peer.until(() => talk.peer.of('response.create').length === 2)
    await talk.arrived()
    expect(talk.peer.of('response.create')).toHaveLength(2)
    talk.peer.sends(created('resp_2', talk.asked()), done('resp_2'))
    await talk.peer.until(() => talk.peer.of('response.create').length === 3)
    expect(talk.told.of('answer-started').map(({ saying }) => saying)).toEqual([undefined, 'wait'])
  })

  it('is not asked for before the session is ready', async () => {
    await using talk = await openTalk()
    talk.session.answer()
    await talk.arrived()
    expect(talk.peer.of('response.create')).toEqual([])
    await talk.ready()
    await talk.peer.until(() => talk.peer.of('response.create').length === 1)
  })

  it('in the house’s words is made beside the conversation, without tools', async () => {
    await using talk = await openReadyTalk()
    talk.session.say({ saying: 'still-there', words: 'Are you still there?' })
    const asked = await talk.peer.until(() => talk.asked())
    expect(asked['response']).toMatchObject({
      conversation: 'none',
      input: [],
      tools: [],
      tool_choice: 'none',
      metadata: { saying: 'still-there' },
      instructions: expect.stringContaining('“Are you still there?”') as string,
    })
  })

  it('has what it is to do beyond the usual in the conversation, for as long as it is made', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1', { instruction: 'Say goodbye.' })
    const note = talk.peer.of('conversation.item.create').at(-1)?.['item'] as { id: string }
    expect(note).toMatchObject({ role: 'system' })
    expect(JSON.stringify(note)).toContain('Say goodbye.')
    talk.peer.sends(done('resp_1'))
    await talk.peer.until(() =>
      talk.peer.of('conversation.item.delete').some((event) => event['item_id'] === note.id),
    )
  })

  it('tells its words as they come', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    const words = { type: 'response.output_audio_transcript.delta', response_id: 'resp_1' }
    talk.peer.sends({ ...words, delta: 'Good ' }, { ...words, delta: 'morning.' }, done('resp_1'))
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    expect(
      talk.told
        .of('answer-words')
        .map(({ text }) => text)
        .join(''),
    ).toBe('Good morning.')
  })

  it.each([
    ['completed', {}, 'finished'],
    ['incomplete', { reason: 'max_output_tokens' }, 'too-long'],
    ['incomplete', { reason: 'content_filter' }, 'refused'],
    ['incomplete', {}, 'failed'],
    ['failed', { error: { type: 'server_error', code: 'server_error' } }, 'failed'],
    ['cancelled', { reason: 'turn_detected' }, 'failed'],
  ])('that is %s %j has %s', async (status, status_details, reason) => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    talk.peer.sends(done('resp_1', { status, status_details }))
    expect(await talk.told.until(() => talk.told.of('answer-ended')[0])).toMatchObject({ reason })
  })

  it('tells what it came to, however it ended', async () => {
    await using talk = await openReadyTalk()
    const usage = {
      input_tokens: 132,
      output_tokens: 121,
      input_token_details: {
        text_tokens: 119,
        audio_tokens: 13,
        cached_tokens: 68,
        cached_tokens_details: { text_tokens: 64, audio_tokens: 4 },
      },
      output_token_details: { text_tokens: 30, audio_tokens: 91 },
    }
    for (const status of ['completed', 'cancelled', 'failed']) {
      await talk.answers(`resp_${status}`)
      talk.peer.sends(done(`resp_${status}`, { status, usage }))
      await talk.told.until(() => talk.told.of('answer-ended').at(-1)?.answer === `resp_${status}`)
    }
    expect(talk.told.of('used').map((event) => event.usage)).toEqual(
      Array.from({ length: 3 }, () => ({
        model: 'gpt-realtime-2.1',
        inputTokens: 64,
        cacheReadTokens: 68,
        cacheWriteTokens: 0,
        outputTokens: 121,
        audio: { inputTokens: 9, cacheReadTokens: 4, outputTokens: 91 },
        transcribedSeconds: 0,
      })),
    )
  })

  it('is given up when nothing more comes of it, and the next one is asked for', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    talk.session.answer()
    talk.clock.advance(14_000)
    await talk.arrived()
    expect(talk.told.of('answer-ended')).toEqual([])
    talk.clock.advance(3_000)
    expect(talk.told.of('answer-ended')).toMatchObject([{ answer: 'resp_1', reason: 'failed' }])
    await talk.peer.until(() => talk.peer.of('response.create').length === 2)
    talk.peer.sends(soundDelta('resp_1'), done('resp_1'))
    await talk.understood()
    expect(talk.told.heardMs('resp_1')).toBe(0)
  })

  it('is not given up while anything comes of it', async () => {
    await using talk = await openReadyTalk()
    await talk.answers('resp_1')
    for (let round = 0; round < 6; round += 1) {
      talk.clock.advance(4_000)
      talk.peer.sends({ type: 'response.output_audio.done', response_id: 'resp_1' })
      await talk.understood()
    }
    expect(talk.told.of('answer-ended')).toEqual([])
  })

  it('that never begins is an answer that failed', async () => {
    await using talk = await openReadyTalk()
    talk.session.say({ saying: 'wait', words: 'One moment.' })
    await talk.arrived()
    talk.clock.advance(17_000)
    expect(talk.told.of('answer-started')).toMatchObject([{ saying: 'wait' }])
    expect(talk.told.of('answer-ended')).toMatchObject([{ reason: 'failed' }])
  })

  it('that the server refuses is an answer that failed', async () => {
    await using talk = await openReadyTalk()
    talk.session.answer()
    const { event_id } = await talk.peer.until(() => talk.asked())
    talk.peer.sends({
      type: 'error',
      error: { type: 'server_error', code: 'overloaded', event_id },
    })
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    expect(talk.told.of('answer-ended')).toMatchObject([{ reason: 'failed' }])
    await talk.understood()
    expect(talk.told.of('trouble')).toMatchObject([
      { detail: expect.stringContaining('overloaded') as string },
    ])
  })

  it('is asked for again when the server is still busy with another one', async () => {
    await using talk = await openReadyTalk()
    talk.session.answer({ instruction: 'Say goodbye.' })
    const { event_id } = await talk.peer.until(() => talk.asked())
    const code = 'conversation_already_has_active_response'
    talk.peer.sends({ type: 'error', error: { code, event_id } })
    await talk.peer.until(() => talk.peer.of('response.cancel').length === 1)
    await talk.arrived()
    expect(talk.peer.of('response.create')).toHaveLength(1)
    talk.peer.sends(done('resp_strange', { status: 'cancelled' }))
    await talk.peer.until(() => talk.peer.of('response.create').length === 2)
    talk.peer.sends(created('resp_1', talk.asked()), done('resp_1'))
    await talk.told.until(() => talk.told.of('answer-ended').length > 0)
    expect(talk.told.of('answer-started')).toMatchObject([{ answer: 'resp_1' }])
    await talk.arrived()
    const notes = talk.peer.of('conversation.item.create').flatMap(({ item }) => {
      const { id } = item as { id?: string }
      return id === undefined ? [] : [id]
    })
    const deleted = talk.peer.of('conversation.item.delete').map((event) => event['item_id'])
    expect(notes).toEqual(['note-ask-1', 'note-ask-2'])
    expect(deleted).toEqual(expect.arrayContaining(notes))
  })

  it('is not asked for without end by a server that stays busy', async () => {
    await using talk = await openReadyTalk()
    talk.session.answer()
    const code = 'conversation_already_has_active_response'
    for (let time = 1; time <= 3; time += 1) {
      await talk.peer.until(() => talk.peer.of('response.create').length === time)
      talk.peer.sends({ type: 'error', error: { code, event_id: talk.asked()?.['event_id'] } })
      await talk.understood()
      talk.clock.advance(3_000)
    }
    expect(talk.told.of('answer-ended')).toMatchObject([{ reason: 'failed' }])
  })

  it('that nobody asked for is stopped, and nothing is heard of it', async () => {
    await using talk = await openReadyTalk()
    talk.peer.sends(created('resp_strange'), soundDelta('resp_strange'))
    await talk.understood()
    talk.session.answer()
    await talk.arrived()
    expect(talk.peer.of('response.cancel')).toMatchObject([{ response_id: 'resp_strange' }])
    expect(talk.peer.of('response.create')).toEqual([])
    talk.peer.sends(done('resp_strange', { status: 'cancelled' }))
    await talk.peer.until(() => talk.peer.of('response.create').length === 1)
    expect(talk.told.of('answer-started')).toEqual([])
    expect(talk.told.of('trouble')).toHaveLength(1)
  })
})
