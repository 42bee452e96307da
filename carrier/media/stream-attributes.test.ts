import { describe, expect, it } from 'vitest'
import { parseTwiml } from '../twiml/twiml.ts'
import { parseStreamAttributes } from './stream-attributes.ts'

function attributesOf(stream: string) {
  const [connect] = parseTwiml(`<Response><Connect>${stream}</Connect></Response>`)
  const [noun] = connect?.children ?? []
  if (noun === undefined) throw new Error('no noun')
  return parseStreamAttributes(noun)
}

const url = 'wss://phone.example.com/twilio/media'

describe('<Stream>', () => {
  it('gives address, name, callback and parameters', () => {
    const stream = attributesOf(
      `<Stream url="${url}" name="voice" statusCallback="https://h/s" statusCallbackMethod="get">` +
        '<Parameter name="token" value="abc"/><Parameter name="empty" value=""/></Stream>',
    )
    expect(stream).toEqual({
      url,
      name: 'voice',
      statusCallback: { url: 'https://h/s', method: 'GET' },
      customParameters: { token: 'abc', empty: '' },
      problems: [],
    })
  })

  it('loses its query, as Twilio drops it', () => {
    const stream = attributesOf(`<Stream url="${url}?token=abc"/>`)
    expect(stream).toMatchObject({ url, problems: ['the query of its url is dropped'] })
  })

  it.each([
    ['a page', '<Stream url="https://h/m"/>', 'no ws: or wss: address'],
    ['a callback that is relative', `<Stream url="${url}" statusCallback="/s"/>`, 'not absolute'],
    ['another track', `<Stream url="${url}" track="both_tracks"/>`, 'inbound track only'],
    [
      'a long parameter',
      `<Stream url="${url}"><Parameter name="p" value="${'x'.repeat(499)}"/></Stream>`,
      'too long',
    ],
  ])('does not take %s', (_, stream, problem) => {
    expect(attributesOf(stream).problems).toEqual([expect.stringContaining(problem)])
  })
})
