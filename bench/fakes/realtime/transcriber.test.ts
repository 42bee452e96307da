import { describe, expect, it } from 'vitest'
import { createSteppedClock } from '../../../carrier/stepped-clock.ts'
import type { FakeRealtimeOptions } from './fake-options.ts'
import { onTheLine, phoneSession } from './testing/plain-client.ts'

const written = 'conversation.item.input_audio_transcription.completed'
const failed = 'conversation.item.input_audio_transcription.failed'

/** On a stepped clock, with these things said. */
async function said(words: readonly string[], options: FakeRealtimeOptions, session?: object) {
  const clock = createSteppedClock()
  const line = await onTheLine({ clock, configuresAfterMs: 0, ...options }, session)
  clock.settleWith(() => line.server.settled())
  for (const one of words) line.client.says(one)
  await line.client.event('input_audio_buffer.committed', words.length - 1)
  const texts = () =>
    line.client.events.filter(({ type }) => type === written).map(({ transcript }) => transcript)
  return { ...line, clock, texts }
}

describe('the words that a caller said, in writing', () => {
  it('come after the model has heard them, as late as they are to be', async () => {
    await using line = await said(['One.', 'Two.'], { transcripts: { delayMs: 1500 } })
    await line.clock.advance(1499)
    expect(line.texts()).toEqual([])
    expect(line.session.items).toMatchObject([{ text: 'One.' }, { text: 'Two.' }])
    await line.clock.advance(1)
    expect(line.texts()).toEqual(['One.', 'Two.'])
  })

  it('come piece by piece, and then whole', async () => {
    await using line = await said(['When do you open?'], { transcripts: { delayMs: 0 } })
    const { client } = line
    const pieces = client.events.filter(
      ({ type }) => type === 'conversation.item.input_audio_transcription.delta',
    )
    expect(pieces.map(({ delta }) => delta)).toEqual(['When ', 'do ', 'you ', 'open?'])
    expect(await client.event(written)).toMatchObject({ transcript: 'When do you open?' })
    const { item_id } = await client.event('input_audio_buffer.committed')
    client.send({ type: 'conversation.item.retrieve', item_id })
    expect(await client.event('conversation.item.retrieved')).toMatchObject({
      item: { content: [{ type: 'input_audio', transcript: 'When do you open?' }] },
    })
  })

  it('come in another order than they were said in', async () => {
    await using line = await said(['One.', 'Two.', 'Three.'], {
      transcripts: ({ utterance }) => (utterance === 0 ? { notBefore: 2 } : {}),
    })
    await line.clock.advance(1000)
    expect(line.texts()).toEqual(['Two.', 'Three.', 'One.'])
  })

  it('are missing, or could not be made out, or are others than those that the model heard', async () => {
    const plans = [
      { outcome: 'missing' },
      { outcome: 'failed' },
      { text: 'Free', language: 'de' },
    ] as const
    await using line = await said(['One.', 'Two.', 'Three.'], {
      transcripts: ({ utterance }) => plans[utterance] ?? {},
    })
    const { client, clock, session } = line
    await clock.advance(1000)
    const items = session.items.map(({ id }) => id)
    expect(await client.event(failed)).toMatchObject({
      item_id: items[1],
      error: { code: 'audio_unintelligible' },
    })
    expect(await client.event(written)).toMatchObject({
      item_id: items[2],
      transcript: 'Free',
      languages: [{ code: 'de' }],
    })
    expect(session.items).toMatchObject([{ text: 'One.' }, { text: 'Two.' }, { text: 'Three.' }])
    expect(client.types().filter((type) => type === written)).toHaveLength(1)
  })

  it('cost time, or tokens, as their model is paid', async () => {
    await using line = await said(['Hello'], { transcripts: { delayMs: 0 } })
    expect(await line.client.event(written)).toMatchObject({
      usage: { type: 'duration', seconds: 0.8 },
    })
    const input = { ...phoneSession.audio.input, transcription: { model: 'gpt-4o-transcribe' } }
    const session = { ...phoneSession, audio: { ...phoneSession.audio, input } }
    await using older = await said(['Hello'], { transcripts: { delayMs: 0 } }, session)
    expect(await older.client.event(written)).toMatchObject({
      usage: { type: 'tokens', input_tokens: 8, output_tokens: 2, total_tokens: 10 },
    })
  })

  it('are not written where nobody asked for it', async () => {
    const input = { ...phoneSession.audio.input, transcription: null }
    const session = { ...phoneSession, audio: { ...phoneSession.audio, input } }
    await using line = await said(['Hello'], {}, session)
    await line.clock.advance(10_000)
    expect(line.client.types().some((type) => type.includes('transcription'))).toBe(false)
  })
})
