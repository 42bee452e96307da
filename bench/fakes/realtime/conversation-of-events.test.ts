import { expect, it } from 'vitest'
import { createWordsListener } from '../../../carrier/speech/audible-words.ts'
import { onTheLine } from './testing/plain-client.ts'

it('a caller is heard, understood and answered in the events and in the order of the wire', async () => {
  await using line = await onTheLine({ mind: () => ({ says: 'We open' }) })
  const { client, server } = line
  client.says('When do you open?')
  await client.event('conversation.item.input_audio_transcription.completed')
  client.send({ type: 'response.create' })
  await client.event('response.done')
  expect(client.types()).toEqual([
    'session.created',
    'session.updated',
    'input_audio_buffer.speech_started',
    'input_audio_buffer.speech_stopped',
    'input_audio_buffer.committed',
    'conversation.item.added',
    'conversation.item.done',
    'conversation.item.input_audio_transcription.delta',
    'conversation.item.input_audio_transcription.delta',
    'conversation.item.input_audio_transcription.delta',
    'conversation.item.input_audio_transcription.delta',
    'conversation.item.input_audio_transcription.completed',
    'response.created',
    'rate_limits.updated',
    'response.output_item.added',
    'conversation.item.added',
    'response.content_part.added',
    'response.output_audio_transcript.delta',
    'response.output_audio.delta',
    'response.output_audio_transcript.delta',
    'response.output_audio.delta',
    'response.output_audio.done',
    'response.output_audio_transcript.done',
    'response.content_part.done',
    'conversation.item.done',
    'response.output_item.done',
    'response.done',
  ])
  expect(understood(client.events)).toBe('We open')
  expect(server.violations).toEqual([])
})

function understood(
  events: readonly { readonly type: string; readonly [field: string]: unknown }[],
) {
  const sounds = events
    .filter(({ type }) => type === 'response.output_audio.delta')
    .map(({ delta }) => Buffer.from(String(delta), 'base64'))
  return createWordsListener().hear(Buffer.concat(sounds))
}
