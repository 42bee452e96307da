import { describe, expect, it } from 'vitest'
import { soundOfWords } from '../../../carrier/speech/audible-words.ts'
import { createSteppedClock } from '../../../carrier/stepped-clock.ts'
import { onTheLine, phoneSession, silence } from './testing/plain-client.ts'

const cough = Buffer.from(Array.from({ length: 1600 }, (_, at) => (at % 2 === 0 ? 0x20 : 0xa0)))

function detecting(turn_detection: object | null) {
  const { audio, ...rest } = phoneSession
  return { ...rest, audio: { ...audio, input: { ...audio.input, turn_detection } } }
}

const answering = { type: 'server_vad', create_response: true, interrupt_response: true }

describe('a caller whom the stand-in hears', () => {
  it('begins and ends where the sound does, whenever it comes', async () => {
    await using line = await onTheLine()
    const { client, session } = line
    client.hears(silence(1000))
    client.says('Hello there', 500)
    expect(await client.event('input_audio_buffer.speech_started')).toMatchObject({
      audio_start_ms: 700,
    })
    // The end that is told includes the silence by which it was known.
    expect(await client.event('input_audio_buffer.speech_stopped')).toMatchObject({
      audio_end_ms: 1000 + 11 * 60 + 500,
    })
    expect(session.heard).toBe('Hello there')
    expect(session.appendedMs).toBe(1000 + 11 * 60 + 500)
  })

  it('is one item from the beginning of speech to the transcript', async () => {
    await using line = await onTheLine()
    const { client } = line
    client.says('Hello')
    const { item_id: id } = await client.event('input_audio_buffer.speech_started')
    const stopped = await client.event('input_audio_buffer.speech_stopped')
    const committed = await client.event('input_audio_buffer.committed')
    const added = await client.event('conversation.item.added')
    const written = await client.event('conversation.item.input_audio_transcription.completed')
    expect([stopped['item_id'], committed['item_id'], written['item_id']]).toEqual([id, id, id])
    expect(added).toMatchObject({ item: { id, role: 'user', content: [{ type: 'input_audio' }] } })
  })

  it('is still speaking in a pause that is shorter than asked for', async () => {
    await using line = await onTheLine()
    const { client, session } = line
    client.says('I need', 480)
    client.says('bread', 500)
    await client.event('input_audio_buffer.committed')
    expect(session.items).toMatchObject([{ by: 'caller', text: 'I needbread' }])
  })

  it('is two items with a pause between, also when all comes as one piece of sound', async () => {
    await using line = await onTheLine()
    const { client, session } = line
    const sound = [soundOfWords('Bread.'), silence(600), soundOfWords('And cake.'), silence(600)]
    const audio = Buffer.concat(sound).toString('base64')
    client.send({ type: 'input_audio_buffer.append', audio })
    const second = await client.event('input_audio_buffer.committed', 1)
    expect(session.items).toMatchObject([{ text: 'Bread.' }, { text: 'And cake.' }])
    expect(second).toMatchObject({ previous_item_id: session.items[0]?.id })
  })

  it('is waited for by meaning as long as by 400 ms of silence', async () => {
    await using line = await onTheLine({}, detecting({ type: 'semantic_vad', eagerness: 'low' }))
    line.client.says('Hello', 400)
    expect(await line.client.event('input_audio_buffer.speech_stopped')).toMatchObject({
      audio_end_ms: 700,
    })
  })

  it('coughs without a word, which has a transcript, but an empty one', async () => {
    await using line = await onTheLine()
    const { client, session } = line
    client.hears(Buffer.concat([cough, silence(500)]))
    const written = await client.event('conversation.item.input_audio_transcription.completed')
    expect(written).toMatchObject({ transcript: '' })
    expect(session.items).toMatchObject([{ by: 'caller', text: '', isSpoken: true }])
  })

  it('clicks, and nothing comes of it', async () => {
    await using line = await onTheLine({ hearing: { beginsAfterMs: 100 } })
    const { client, session } = line
    client.hears(Buffer.concat([cough.subarray(0, 640), silence(600)]))
    client.says('Hello')
    await client.event('input_audio_buffer.committed')
    expect(session.items).toMatchObject([{ text: 'Hello' }])
  })

  it('is answered at the end of what was said only where that was asked for', async () => {
    await using line = await onTheLine({ mind: () => ({ says: 'Yes?' }) }, detecting(answering))
    line.client.says('Hello')
    expect(await line.client.event('response.done')).toMatchObject({
      response: { status: 'completed', output: [{ content: [{ transcript: 'Yes?' }] }] },
    })
    await using quiet = await onTheLine()
    quiet.client.says('Hello')
    await quiet.client.event('conversation.item.input_audio_transcription.completed')
    expect(quiet.session.responses).toEqual([])
  })

  it('stops the answer by speaking only where that was asked for', async () => {
    const clock = createSteppedClock()
    const mind = () => ({ says: 'We open at nine and close at five.' })
    await using line = await onTheLine({ mind, clock, configuresAfterMs: 0 }, detecting(answering))
    const { client, session } = line
    client.send({ type: 'response.create' })
    await client.event('response.output_audio.delta')
    client.hears(soundOfWords('Stop'))
    expect(await client.event('response.done')).toMatchObject({
      response: {
        status: 'cancelled',
        status_details: { type: 'cancelled', reason: 'turn_detected' },
      },
    })
    expect(session.responses).toMatchObject([{ text: 'We o', soundMs: 240 }])
    await using patient = await onTheLine({ mind })
    patient.client.send({ type: 'response.create' })
    patient.client.hears(soundOfWords('Stop'))
    expect(await patient.client.event('response.done')).toMatchObject({
      response: { status: 'completed' },
    })
  })

  it('is told where speech is only if that is asked for, and otherwise decides itself', async () => {
    await using line = await onTheLine({}, detecting(null))
    const { client, session } = line
    client.says('Hello')
    client.send({ type: 'input_audio_buffer.commit' })
    await client.event('input_audio_buffer.committed')
    expect(client.types()).not.toContain('input_audio_buffer.speech_started')
    expect(session.items).toMatchObject([{ text: 'Hello' }])
  })

  it('takes back what was not yet committed', async () => {
    await using line = await onTheLine({}, detecting(null))
    const { client, session } = line
    client.says('No, wait.')
    client.send({ type: 'input_audio_buffer.clear' })
    client.says('Hello')
    client.send({ type: 'input_audio_buffer.commit' })
    await client.event('input_audio_buffer.committed')
    expect(client.types()).toContain('input_audio_buffer.cleared')
    expect(session.items).toMatchObject([{ text: 'Hello' }])
    expect(session.heard).toBe('No, wait.Hello')
  })

  it('is asked again after too long a silence, counted from the end of the answer’s sound', async () => {
    const clock = createSteppedClock()
    const idle = { type: 'server_vad', idle_timeout_ms: 5000 }
    const mind = ({ response }: { response: number }) => ({
      says: response === 0 ? 'Hello' : 'Yes?',
    })
    await using line = await onTheLine({ mind, clock, configuresAfterMs: 0 }, detecting(idle))
    const { client, session } = line
    client.send({ type: 'response.create' })
    await client.event('response.output_audio.delta')
    await clock.advance(60)
    await client.event('response.done')
    await clock.advance(5299)
    expect(session.responses).toHaveLength(1)
    await clock.advance(1)
    await client.event('input_audio_buffer.timeout_triggered')
    await client.event('input_audio_buffer.committed')
    expect(session.responses).toHaveLength(2)
  })

  it('leaves the sound as it came for whoever asks for it', async () => {
    await using line = await onTheLine({ keepsSound: true })
    line.client.hears(soundOfWords('abc'))
    await line.session.until(({ appendedMs }) => appendedMs === 180)
    expect(line.session.appended.equals(soundOfWords('abc'))).toBe(true)
  })
})
