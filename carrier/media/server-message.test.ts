import { describe, expect, it } from 'vitest'
import { longestFrame, parseServerMessage } from './server-message.ts'

const streamSid = `MZ${'1'.repeat(32)}`

function parse(message: unknown) {
  return parseServerMessage(JSON.stringify(message), streamSid)
}

describe('a message of the server on a media stream', () => {
  it.each([
    [
      'sound',
      { event: 'media', streamSid, media: { payload: '/////w==' } },
      { event: 'media', sound: Buffer.from([255, 255, 255, 255]) },
    ],
    [
      'a mark',
      { event: 'mark', streamSid, mark: { name: 'r1:1600' } },
      { event: 'mark', name: 'r1:1600' },
    ],
    ['a clear', { event: 'clear', streamSid }, { event: 'clear' }],
  ])('is read: %s', (_, message, read) => {
    expect(parse(message)).toEqual(read)
  })

  it.each([
    ['of another stream', { event: 'clear', streamSid: 'MZ0' }, 'wrong streamSid'],
    ['before it knows of the stream', { event: 'clear' }, 'wrong streamSid'],
    ['of an unknown event', { event: 'hangup', streamSid }, 'unknown event'],
    ['without an event', { streamSid }, 'unknown event'],
    ['with sound that is no base64', media('a-b_'), 'no base64'],
    ['with sound that is cut', media('/////w='), 'no base64'],
    ['with no sound', media(undefined), 'without a payload'],
    ['with no media', { event: 'media', streamSid }, 'without a payload'],
    ['with a mark of no name', { event: 'mark', streamSid, mark: {} }, 'without a name'],
    ['that is an array', [], 'unknown event'],
    ['that is null', null, 'no JSON object'],
  ])('is refused: one %s', (_, message, why) => {
    expect(parse(message)).toMatchObject({
      event: 'invalid',
      why: expect.stringContaining(why) as string,
    })
  })

  it('is refused where it is no JSON, or far too long', () => {
    expect(parseServerMessage('{', streamSid)).toMatchObject({ event: 'invalid' })
    const long = JSON.stringify(media('A'.repeat(longestFrame)))
    expect(parseServerMessage(long, streamSid)).toMatchObject({ event: 'invalid' })
  })
})

function media(payload: unknown) {
  return { event: 'media', streamSid, media: { payload } }
}
