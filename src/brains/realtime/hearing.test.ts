import { describe, expect, it } from 'vitest'
import { usualSpeech } from '../../agents/default-agent.ts'
import { speechRequest } from '../../../test/contracts/speech-brain.contract.ts'
import { openTalk, transcriptOf, type RealtimeTalk } from '../../../test/fakes/realtime-talk.ts'

const frame = Buffer.from(Buffer.alloc(160, 0x55).toString('base64'))
const started = 'input_audio_buffer.speech_started'
const stopped = 'input_audio_buffer.speech_stopped'
const committed = 'input_audio_buffer.committed'
const failed = 'conversation.item.input_audio_transcription.failed'

/** A session that has heard so much of the caller. */
async function listening(ms: number, changes = {}): Promise<RealtimeTalk> {
  const talk = await openTalk(changes)
  await talk.ready()
  for (let heardMs = 0; heardMs < ms; heardMs += 20) talk.session.hear(frame)
  return talk
}

describe('a caller who speaks to a Realtime server', () => {
  it('began when speech began, not where the server puts the quiet before it', async () => {
    await using talk = await listening(1_000)
    talk.peer.sends({ type: started, item_id: 'item_1', audio_start_ms: 600 })
    expect(await talk.told.until(() => talk.told.of('caller-started')[0])).toEqual({
      type: 'caller-started',
      utterance: 'item_1',
      // 300 ms of quiet lie before the speech: it began at 900.
      agoMs: 100,
    })
  })

  it('stopped when speech stopped, not when the silence after it was long enough', async () => {
    await using talk = await listening(2_000)
    talk.peer.sends(
      { type: started, item_id: 'item_1', audio_start_ms: 0 },
      { type: stopped, item_id: 'item_1', audio_end_ms: 1_900 },
      { type: committed, item_id: 'item_1', previous_item_id: null },
    )
    await talk.told.until(() => talk.told.of('caller-finished').length > 0)
    // Half a second of silence ends a turn here: the last word was over at 1,400.
    expect(talk.told.of('caller-stopped')).toEqual([
      { type: 'caller-stopped', utterance: 'item_1', agoMs: 600 },
    ])
  })

  it('has said something once, however often the server says so', async () => {
    await using talk = await listening(2_000)
    const events = [
      { type: started, item_id: 'item_1', audio_start_ms: 0 },
      { type: stopped, item_id: 'item_1', audio_end_ms: 1_900 },
      { type: committed, item_id: 'item_1', previous_item_id: null },
    ]
    talk.peer.sends(...events, ...events)
    await talk.understood()
    expect(talk.told.order.filter((told) => told !== 'ready')).toEqual([
      'caller-started',
      'caller-stopped',
      'caller-finished',
      'caller-words',
    ])
  })

  it('stopped where the server says so when it judges by meaning', async () => {
    const { agent } = speechRequest()
    const speech = { ...usualSpeech, turnDetection: { by: 'meaning', eagerness: 'auto' } } as const
    const request = { agent: { ...agent, voice: { ...agent.voice, speech } } }
    await using talk = await listening(2_000, { request })
    talk.peer.sends(
      { type: started, item_id: 'item_1', audio_start_ms: 0 },
      { type: stopped, item_id: 'item_1', audio_end_ms: 1_900 },
    )
    expect(await talk.told.until(() => talk.told.of('caller-stopped')[0])).toMatchObject({
      agoMs: 100,
    })
  })

  it('is timed by the sound that came before the session was ready as well', async () => {
    await using talk = await openTalk()
    for (let heardMs = 0; heardMs < 600; heardMs += 20) talk.session.hear(frame)
    await talk.ready()
    talk.peer.sends({ type: started, item_id: 'item_1', audio_start_ms: 100 })
    expect(await talk.told.until(() => talk.told.of('caller-started')[0])).toMatchObject({
      agoMs: 200,
    })
  })

  it('began where the last utterance ended, when the quiet before cannot reach further back', async () => {
    await using talk = await listening(2_000)
    talk.peer.sends(
      { type: started, item_id: 'item_1', audio_start_ms: 0 },
      { type: stopped, item_id: 'item_1', audio_end_ms: 1_500 },
      { type: started, item_id: 'item_2', audio_start_ms: 1_500 },
    )
    await talk.told.until(() => talk.told.of('caller-started').length === 2)
    expect(talk.told.of('caller-started').map(({ agoMs }) => agoMs)).toEqual([2_000, 500])
  })

  it('is never in the future, and where nothing is told began now', async () => {
    await using talk = await listening(100)
    talk.peer.sends(
      { type: started, item_id: 'item_1', audio_start_ms: 9_000 },
      { type: stopped, item_id: 'item_1', audio_end_ms: 'soon' },
      { type: started, item_id: 'item_2' },
    )
    await talk.told.until(() => talk.told.of('caller-started').length === 2)
    expect(talk.told.events.flatMap((event) => ('agoMs' in event ? [event.agoMs] : []))).toEqual([
      0, 0, 0,
    ])
  })

  it('begins and ends each utterance once, whatever is told twice', async () => {
    await using talk = await listening(100)
    const begin = { type: started, item_id: 'item_1', audio_start_ms: 0 }
    const end = { type: stopped, item_id: 'item_1', audio_end_ms: 100 }
    talk.peer.sends(end, begin, begin, end, end)
    await talk.understood()
    expect(talk.told.order.slice(1, 3)).toEqual(['caller-started', 'caller-stopped'])
    expect(talk.told.order).toHaveLength(4)
  })
})

describe('what a caller said to a Realtime server', () => {
  it('comes in words when they are there, in whatever order', async () => {
    await using talk = await listening(100)
    talk.peer.sends(
      { ...transcriptOf('item_2', ' And on Sunday? '), languages: [{ code: 'en' }] },
      transcriptOf('item_1', 'Are you open?'),
    )
    await talk.told.until(() => talk.told.of('caller-words').length === 2)
    expect(talk.told.of('caller-words')).toEqual([
      { type: 'caller-words', utterance: 'item_2', text: 'And on Sunday?', language: 'en' },
      { type: 'caller-words', utterance: 'item_1', text: 'Are you open?', language: undefined },
    ])
  })

  it('is unknown where it could not be written down, and empty where it was no words', async () => {
    await using talk = await listening(100)
    talk.peer.sends(
      { type: failed, item_id: 'item_1', error: { code: 'x' } },
      transcriptOf('item_2', ' '),
    )
    await talk.told.until(() => talk.told.of('caller-words').length === 2)
    expect(talk.told.of('caller-words').map(({ text }) => text)).toEqual([undefined, ''])
  })

  it.each([
    [
      { type: 'duration', seconds: 2.5 },
      { inputTokens: 0, transcribedSeconds: 2.5 },
    ],
    [
      {
        type: 'tokens',
        input_tokens: 25,
        output_tokens: 6,
        input_token_details: { audio_tokens: 24 },
      },
      { inputTokens: 25, outputTokens: 6, transcribedSeconds: 0, audio: { inputTokens: 24 } },
    ],
  ])('costs what the server says: %j', async (usage, expected) => {
    await using talk = await listening(100)
    talk.peer.sends({ ...transcriptOf('item_1', 'Hello'), usage })
    const used = await talk.told.until(() => talk.told.of('used')[0])
    expect(used.usage).toMatchObject({ model: 'gpt-transcribe', ...expected })
  })

  it('is no part of the conversation when it was nothing', async () => {
    await using talk = await listening(100)
    talk.session.forget('item_1')
    await talk.peer.until(() => talk.peer.of('conversation.item.delete').length === 1)
    expect(talk.peer.of('conversation.item.delete')[0]).toMatchObject({ item_id: 'item_1' })
  })

  it('is part of it when it came in keys, and the agent’s words when the house said them', async () => {
    await using talk = await listening(100)
    talk.session.read('1 2 3')
    talk.session.remember(' Are you still there? ')
    talk.session.remember(' ')
    await talk.arrived()
    const items = talk.peer.of('conversation.item.create').slice(1)
    expect(items.map(({ item }) => item)).toEqual([
      {
        type: 'message',
        role: 'user',
        content: [{ type: 'input_text', text: '<caller>1 2 3</caller>' }],
      },
      {
        type: 'message',
        role: 'assistant',
        content: [{ type: 'output_text', text: 'Are you still there?' }],
      },
    ])
  })
})
