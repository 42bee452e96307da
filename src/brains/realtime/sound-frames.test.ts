import { describe, expect, it } from 'vitest'
import { appendFrame, isSound, SoundReader } from './sound-frames.ts'

const sound = Buffer.from(Buffer.alloc(160, 0x55).toString('base64'))

function deltaFrame(fields: object): Buffer {
  return Buffer.from(JSON.stringify(fields))
}

describe('a frame of sound', () => {
  it('for the server is the JSON that it would be, byte for byte', () => {
    const event = { type: 'input_audio_buffer.append', audio: sound.toString() }
    expect(appendFrame(sound).toString()).toBe(JSON.stringify(event))
  })

  it('of the server is found as bytes, piece after piece and item after item', () => {
    const reader = new SoundReader()
    const type = 'response.output_audio.delta'
    for (const [index, item_id] of ['item_1', 'item_1', 'item_22', 'item_22'].entries()) {
      const event_id = `event_${index * 7}`
      const ids = { response_id: 'resp_1', item_id }
      const place = { output_index: 0, content_index: 0 }
      for (const frame of [
        deltaFrame({ type, event_id, ...ids, ...place, delta: sound.toString() }),
        deltaFrame({ event_id, type, ...ids, ...place, delta: sound.toString() }),
      ]) {
        const found = reader.read(frame)
        expect(found).toMatchObject({ responseId: 'resp_1', itemId: item_id })
        expect(found?.sound.equals(sound)).toBe(true)
        // A view of the frame: nothing is copied.
        expect(found?.sound.buffer).toBe(frame.buffer)
      }
    }
  })

  it.each([
    { type: 'response.output_audio.done', response_id: 'r', item_id: 'i', delta: 'AAAA' },
    { type: 'response.output_audio.delta', delta: 'AAAA', response_id: 'r', item_id: 'i' },
    { type: 'response.output_audio.delta', response_id: 'r', delta: 'AAAA' },
    { type: 'response.output_audio.delta', response_id: 'r"', item_id: 'i', delta: 'AAAA' },
    {
      note: '"type":"response.output_audio.delta",',
      response_id: 'r',
      item_id: 'i',
      delta: 'AAAA',
    },
    {},
  ])('that looks otherwise is left to be read as JSON: %j', (fields) => {
    expect(new SoundReader().read(deltaFrame(fields))).toBeUndefined()
  })

  it('that is cut short anywhere is no sound', () => {
    const type = 'response.output_audio.delta'
    const ids = { response_id: 'resp_1', item_id: 'item_1' }
    const whole = deltaFrame({ type, ...ids, delta: sound.toString() })
    const reader = new SoundReader()
    expect(reader.read(whole)).toBeDefined()
    for (let length = 0; length < whole.length; length += 1) {
      expect(reader.read(whole.subarray(0, length))).toBeUndefined()
    }
  })
})

describe('what is taken for sound', () => {
  it.each([1, 2, 3, 160, 161, 162, 50_000])('is base64 of any length: %i bytes', (length) => {
    const bytes = Buffer.from(Array.from({ length }, (_, index) => (index * 31) & 255))
    expect(isSound(Buffer.from(bytes.toString('base64')))).toBe(true)
  })

  it.each([
    '',
    'A',
    'AAA',
    'AAAAA',
    'AA"A',
    'AA\\A',
    'AA A',
    'A\nAA',
    'AA=A',
    '====',
    'AAAé',
    'A===',
    '\0AAA',
  ])('is nothing else: %j', (text) => {
    expect(isSound(Buffer.from(text))).toBe(false)
  })

  it('is looked at to its last byte, however long it is', () => {
    const long = Buffer.alloc(200_000, 'A')
    expect(isSound(long)).toBe(true)
    for (const at of [0, 70_000, 199_999]) {
      const broken = Buffer.from(long)
      broken[at] = 0x22
      expect(isSound(broken)).toBe(false)
    }
  })
})
