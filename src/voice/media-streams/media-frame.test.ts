import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as golden from '../../../test/frames/media-streams.ts'
import { MediaFrameReader } from './media-frame.ts'
import { parseMediaMessage } from './media-messages.ts'

const { payload, streamSid } = golden.goldenStream

/** What the bytes say, read without a parser; `undefined`: they are for the parser. */
function readFast(text: string | Buffer) {
  const bytes = Buffer.from(text)
  const reader = new MediaFrameReader(streamSid)
  if (!reader.read(bytes)) return undefined
  const { sequence, timestampMs } = reader
  return {
    sequence,
    timestampMs,
    sound: bytes.toString('latin1', reader.soundFrom, reader.soundTo),
  }
}

/** The same as the parser understands it; `undefined`: no sound of the caller on this stream. */
function readSlow(text: string) {
  const message = parseMediaMessage(text)
  if (message.event !== 'media' || message.streamSid !== streamSid) return undefined
  if (message.media.track !== 'inbound') return undefined
  return {
    sequence: message.sequenceNumber ?? -1,
    timestampMs: message.media.timestamp ?? -1,
    sound: message.media.payload,
  }
}

const sound = { sequence: 3, timestampMs: 5, sound: payload }

describe('a piece of sound', () => {
  it.each(golden.media)('is found in the bytes of %s', (text) => {
    expect(readFast(text)).toEqual(sound)
    expect(readSlow(text)).toEqual(sound)
  })

  it.each(golden.mediaForTheParser)('is left to the parser in %s', (text) => {
    expect(readFast(text)).toBeUndefined()
    expect(readSlow(text)).toEqual(sound)
  })

  it.each([
    golden.connected,
    golden.start,
    golden.outbound,
    golden.dtmf,
    golden.mark,
    golden.stop,
    '',
    '{',
    '{}',
    '{"event":"media"}',
    `${golden.media[0]}x`,
    golden.media[0].slice(0, -1),
    golden.media[0].replace(streamSid, `${streamSid}0`),
    golden.media[0].replace(streamSid, streamSid.replace('0', '1')),
  ])('is not found in %s', (text) => {
    expect(readFast(text)).toBeUndefined()
  })

  it.each([
    '',
    '=',
    '==',
    'A',
    'AA',
    'AAA',
    'A===',
    'AA=A',
    'AAAA=',
    'AAAAA',
    'A-AA',
    'A_AA',
    'AA"A',
    'AA\\A',
    'AA A',
    'AAA\n',
    'ÄAAA',
    'AAAAÄ',
  ])('is none where the base64 is wrong: %o', (wrong) => {
    const text = golden.media[0].replace(payload, JSON.stringify(wrong).slice(1, -1))
    expect(readFast(text)).toBeUndefined()
    expect(parseMediaMessage(text)).toMatchObject({ event: 'unknown' })
    expect(readFast(golden.media[0].replace(payload, wrong))).toBeUndefined()
  })

  it.each([['AAAA'], ['AAA='], ['AA=='], ['A+/9']])('may be as short as %s', (short) => {
    expect(readFast(golden.media[0].replace(payload, short))?.sound).toBe(short)
  })

  it('has no number where that cannot be read', () => {
    for (const number of ['', '-1', '1.5', '1e3', ' 3', '1234567890123456']) {
      const text = golden.media[0].replace('"sequenceNumber":"3"', `"sequenceNumber":"${number}"`)
      expect(readFast(text)).toEqual({ ...sound, sequence: -1 })
      expect(readSlow(text)).toEqual({ ...sound, sequence: -1 })
    }
  })
})

const anyText = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 20 }))
const base64 = fc
  .uint8Array({ minLength: 1, maxLength: 60 })
  .map((bytes) => Buffer.from(bytes).toString('base64'))
const number = fc.oneof(
  { arbitrary: fc.nat().map(String), weight: 12 },
  { arbitrary: anyText, weight: 3 },
  fc.nat(),
)
const anyMessage = fc.record(
  {
    event: fc.oneof({ arbitrary: fc.constant('media'), weight: 15 }, anyText),
    streamSid: fc.oneof({ arbitrary: fc.constant(streamSid), weight: 15 }, anyText),
    sequenceNumber: number,
    media: fc.oneof(
      {
        arbitrary: fc.record(
          {
            payload: fc.oneof({ arbitrary: base64, weight: 12 }, anyText),
            track: fc.oneof(
              { arbitrary: fc.constant('inbound'), weight: 10 },
              fc.constant('outbound'),
              anyText,
            ),
            timestamp: number,
            chunk: number,
            more: fc.oneof({ arbitrary: anyText, weight: 3 }, fc.jsonValue()),
          },
          { requiredKeys: ['payload'] },
        ),
        weight: 8,
      },
      fc.jsonValue(),
    ),
    more: fc.oneof({ arbitrary: anyText, weight: 3 }, fc.jsonValue()),
  },
  { requiredKeys: ['event', 'streamSid', 'media'] },
)

describe('messages of any kind', () => {
  const isSame = (text: string) => {
    const fast = readFast(text)
    if (fast) expect(fast).toEqual(readSlow(text))
    return fast !== undefined
  }

  it('mean the same without a parser as with one', () => {
    let found = 0
    fc.assert(
      fc.property(anyMessage, fc.constantFrom(0, 1, 2, '\t'), fc.nat(), (message, space, turns) => {
        const fields = Object.entries(message)
        const shuffled = fields.map(
          (_, index) => fields[(index + turns) % fields.length] ?? ['', ''],
        )
        if (isSame(JSON.stringify(Object.fromEntries(shuffled), null, space))) found += 1
      }),
      { numRuns: 2_000 },
    )
    expect(found).toBeGreaterThan(100)
  })

  it('mean the same when a byte of them was changed, left out or put in', () => {
    const change = fc.record({
      at: fc.nat(golden.media[0].length),
      cut: fc.constantFrom(0, 1),
      byte: fc.constantFrom(
        '',
        '"',
        '\\',
        '{',
        '}',
        ',',
        ':',
        ' ',
        '=',
        'A',
        '\u0000',
        '\u001f',
        'ü',
      ),
    })
    fc.assert(
      fc.property(fc.constantFrom(...golden.media), change, (text, { at, byte, cut }) => {
        isSame(text.slice(0, at) + byte + text.slice(at + cut))
      }),
      { numRuns: 5_000 },
    )
  })

  it('of the carrier are all understood', () => {
    expect(parseMediaMessage(golden.connected)).toEqual({ event: 'connected' })
    expect(parseMediaMessage(golden.start)).toMatchObject({
      event: 'start',
      sequenceNumber: 1,
      streamSid,
      start: { customParameters: { token: 't', session: 's' } },
    })
    expect(parseMediaMessage(golden.dtmf)).toMatchObject({ event: 'dtmf', dtmf: { digit: '1' } })
    expect(parseMediaMessage(golden.mark)).toMatchObject({ event: 'mark', mark: { name: '0-1' } })
    expect(parseMediaMessage(golden.stop)).toMatchObject({ event: 'stop', sequenceNumber: 7 })
  })

  it('that fit none of these are unknown, and say why', () => {
    for (const text of [
      '',
      'null',
      '[]',
      '"media"',
      '{"event":"party"}',
      '{"event":"start","streamSid":"M"}',
    ]) {
      const message = parseMediaMessage(text)
      expect(message.event).toBe('unknown')
      expect(message.event === 'unknown' && message.reason).not.toBe('')
    }
  })
})
